import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { geminiCli } from './importer.ts'

const user = { id: 'm1', timestamp: '2026-01-15T20:51:48.582Z', type: 'user', content: 'add totals' }
const gemini = {
  id: 'm2',
  timestamp: '2026-01-15T20:51:52.000Z',
  type: 'gemini',
  content: [{ text: 'On it.' }],
  model: 'gemini-2.5-flash',
  thoughts: [{ subject: 'hm' }],
  tokens: { input: 100, output: 7, cached: 80, thoughts: 3, tool: 5, total: 115 },
  toolCalls: [
    {
      id: 't1',
      name: 'write_file',
      args: { file_path: 'docs/a.md', content: 'x' },
      status: 'success',
      result: [{ functionResponse: { response: { output: 'written' } } }],
    },
    {
      id: 't2',
      name: 'run_shell_command',
      args: { command: 'npm test' },
      status: 'error',
      result: [{ functionResponse: { response: { error: 'Exit Code: 1' } } }],
    },
  ],
}
const head = { sessionId: 's-1', projectHash: 'p', startTime: '2026-01-15T20:51:48.582Z' }
const document = JSON.stringify({ ...head, messages: [user, gemini] }, null, 2).split('\n')
const newer = [{ ...head, kind: 'main' }, user, { $set: { messages: [user, gemini] } }]

test.each([
  ['one document', document],
  ['lines with patches', newer],
])('a session of %s is read with its tools and costs', async (_, lines) => {
  const events = await readLog(geminiCli, lines)
  const turns = turnsOf(events)
  expect(turns.map(turn => [turn.role, turn.text, turn.human ?? false, turn.failed ?? false])).toEqual([
    ['user', 'add totals', true, false],
    ['assistant', 'On it.', false, false],
    ['assistant', 'write_file docs/a.md\ncontent: x', false, false],
    ['tool', 'written', false, false],
    ['assistant', 'npm test', false, false],
    ['tool', 'Exit Code: 1', false, true],
  ])
  expect(turns[2]?.files).toEqual([{ path: 'docs/a.md', touch: 'edited' }])
  expect(turns[5]?.command).toEqual({ line: 'npm test', exitCode: 1 })
  expect(events.filter(event => event.type === 'usage')).toMatchObject([
    { key: 'm2', model: 'gemini-2.5-flash', inputTokens: 25, cacheReadTokens: 80, outputTokens: 10 },
  ])
  expect(events[0]).toEqual({ type: 'meta', line: 1, sessionKey: 's-1' })
})

test('a turn stands on the line of its message', async () => {
  const [first, second] = turnsOf(await readLog(geminiCli, document))
  expect(document[first!.line - 1]).toContain('"m1"')
  expect(document[second!.line - 1]).toContain('"m2"')
})

test('a document that was cut is a skip with its reason, not silence', async () => {
  expect(await readLog(geminiCli, document.slice(0, 8))).toEqual([
    { type: 'skip', line: 1, reason: 'not valid JSON: cut in the middle?' },
  ])
})

test('it is recognised', () => {
  expect(geminiCli.recognise(document.join('\n'))).toBeGreaterThan(0.9)
  expect(geminiCli.recognise('{"sessionId":"s"}')).toBe(0)
})

const at = '2026-01-15T20:51:48.582Z'
const stream = [
  { type: 'init', timestamp: at, session_id: 's-2', model: 'gemini-3-pro' },
  { type: 'message', timestamp: at, role: 'user', content: 'add totals' },
  { type: 'message', timestamp: at, role: 'assistant', content: 'On ', delta: true },
  { type: 'message', timestamp: at, role: 'assistant', content: 'it.', delta: true },
  { type: 'tool_use', timestamp: at, tool_name: 'read_file', tool_id: 't1', parameters: { file_path: 'a.md' } },
  { type: 'tool_result', timestamp: at, tool_id: 't1', status: 'success', output: '' },
  {
    type: 'tool_use',
    timestamp: at,
    tool_name: 'run_shell_command',
    tool_id: 't2',
    parameters: { command: 'npm test' },
  },
  {
    type: 'tool_result',
    timestamp: at,
    tool_id: 't2',
    status: 'error',
    output: 'Exit Code: 1',
    error: { message: 'x' },
  },
  { type: 'message', timestamp: at, role: 'assistant', content: 'Done.', delta: true },
  {
    type: 'result',
    timestamp: at,
    status: 'success',
    stats: { total_tokens: 115, input_tokens: 100, output_tokens: 7, cached: 80 },
  },
]

test('what it printed as it ran is read: answers whole, calls with their results, the cost of all', async () => {
  const events = await readLog(geminiCli, stream)
  const turns = turnsOf(events)
  expect(turns.map(turn => `${turn.role}: ${turn.text}`)).toEqual([
    'user: add totals',
    'assistant: On it.',
    'assistant: read_file a.md',
    'assistant: npm test',
    'tool: Exit Code: 1',
    'assistant: Done.',
  ])
  expect(turns[2]?.files).toEqual([{ path: 'a.md', touch: 'read' }])
  expect(turns[4]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
  expect(events[0]).toEqual({ type: 'meta', line: 1, sessionKey: 's-2', model: 'gemini-3-pro' })
  expect(events.find(event => event.type === 'usage')).toMatchObject({
    model: 'gemini-3-pro',
    inputTokens: 20,
    outputTokens: 15,
    cacheReadTokens: 80,
  })
})

test('a quota that ran out is a reading of what it is of, with its reset; a server without room is none', async () => {
  const error = (id: string, content: string) => ({ id, timestamp: '2026-01-15T20:52:00.000Z', type: 'error', content })
  const messages = [
    { ...user, content: 'Usage limit reached, please look into it' },
    error('e1', 'Usage limit reached for gemini-3-pro. Access resets at 10:57 PM GMT-3.'),
    { ...error('i1', 'A reminder: 429 Too Many Requests means that a quota is exceeded'), type: 'info' },
    error('e2', 'No capacity available for model gemini-3-pro on the server (429)'),
  ]
  const log = JSON.stringify({ sessionId: 's1', projectHash: 'h', messages })
  expect((await readLog(geminiCli, [log])).filter(event => event.type === 'reading')).toMatchObject([
    { window: 'unknown-gemini-3-pro', usedPercent: 100, resetsAt: Date.parse('2026-01-16T01:57:00Z') },
  ])
})
