import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { pi } from './importer.ts'

const head = { type: 'session', version: 3, id: 'pi-1', timestamp: '2026-02-03T10:00:00.000Z', cwd: '/home/ayu/shop' }
const entry = (id: string, more: object) => ({ id, parentId: null, timestamp: '2026-02-03T10:00:05.000Z', ...more })
const message = (id: string, said: object) => ({ type: 'message', ...entry(id, { message: said }) })
const user = (id: string, text: string) => message(id, { role: 'user', content: [{ type: 'text', text }] })
const usage = { input: 10, output: 20, cacheRead: 300, cacheWrite: 40, totalTokens: 370, cost: { total: 0.1 } }
const answer = (id: string, content: object[], more: object = {}) =>
  message(id, { role: 'assistant', content, model: 'claude-opus-4-6', provider: 'anthropic', usage, ...more })
const call = (id: string, name: string, args: object) => ({ type: 'toolCall', id, name, arguments: args })
const result = (id: string, toolCallId: string, text: string, isError = false) =>
  message(id, { role: 'toolResult', toolCallId, toolName: 'bash', content: [{ type: 'text', text }], isError })

test('a session is what was asked, said and done, in order', async () => {
  const log = [
    head,
    { type: 'model_change', ...entry('m0', { provider: 'anthropic', modelId: 'claude-opus-4-6' }) },
    user('m1', 'Add a tide table'),
    answer('m2', [
      { type: 'thinking', thinking: 'secret' },
      { type: 'text', text: 'On it.' },
      call('c1', 'edit', { path: '/home/ayu/shop/src/tide.ts', oldText: 'a', newText: 'b' }),
      call('c2', 'bash', { command: 'npm test' }),
    ]),
    result('m3', 'c1', 'Edited.'),
    result('m4', 'c2', '1 failed\n\nCommand exited with code 1', true),
  ]
  const turns = turnsOf(await readLog(pi, log))
  expect(turns.map(turn => `${turn.role}/${turn.kind}: ${turn.text.split('\n')[0]}`)).toEqual([
    'user/text: Add a tide table',
    'assistant/text: On it.',
    'assistant/tool_call: edit /home/ayu/shop/src/tide.ts',
    'assistant/tool_call: npm test',
    'tool/tool_result: Edited.',
    'tool/tool_result: 1 failed',
  ])
  expect(turns[0]?.human).toBe(true)
  expect(turns[2]?.files).toEqual([{ path: 'src/tide.ts', touch: 'edited' }])
  expect(turns[4]?.command).toBeUndefined()
  expect(turns[5]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
})

test('a command that ended well has code 0, one that was stopped has none', async () => {
  const log = [
    head,
    answer('m1', [call('c1', 'bash', { command: 'ls' }), call('c2', 'bash', { command: 'sleep 900' })]),
    result('m2', 'c1', 'a.ts'),
    result('m3', 'c2', 'Command aborted', true),
  ]
  const commands = turnsOf(await readLog(pi, log)).filter(turn => turn.kind === 'tool_result')
  expect(commands.map(turn => turn.command)).toEqual([{ line: 'ls', exitCode: 0 }, { line: 'sleep 900' }])
})

test('what a person ran with ! is theirs, with how it ended', async () => {
  const typed = { role: 'bashExecution', command: 'git status', output: 'clean', exitCode: 0, cancelled: false }
  expect(turnsOf(await readLog(pi, [head, message('m1', typed)]))).toMatchObject([
    { role: 'user', human: true, text: '! git status', command: { line: 'git status' } },
    { role: 'tool', text: 'clean', command: { line: 'git status', exitCode: 0 } },
  ])
})

test('what an extension puts in is not a person', async () => {
  const log = [
    head,
    { type: 'custom_message', ...entry('m1', { customType: 'x', content: 'Remember the port', display: true }) },
  ]
  expect(turnsOf(await readLog(pi, log))).toMatchObject([{ role: 'system', kind: 'note', text: 'Remember the port' }])
})

test('a compaction is a boundary and its summary; of a branch left behind the summary is kept', async () => {
  const log = [
    head,
    { type: 'compaction', ...entry('m1', { summary: '## Goal\nTides', firstKeptEntryId: 'm0', tokensBefore: 90_000 }) },
    { type: 'branch_summary', ...entry('m2', { summary: 'Tried moons', fromId: 'm0' }) },
  ]
  expect(turnsOf(await readLog(pi, log)).map(turn => [turn.kind, turn.text])).toEqual([
    ['note', 'Context compacted (90000 tokens before)'],
    ['summary', '## Goal\nTides'],
    ['summary', 'Tried moons'],
  ])
})

test('an answer is counted once, and what a fork repeats of its parent not at all', async () => {
  const log = [head, answer('m1', [{ type: 'text', text: 'x' }])]
  const counted = async (lines: object[]) => (await readLog(pi, lines)).filter(event => event.type === 'usage')
  expect(await counted(log)).toMatchObject([
    {
      key: 'm1',
      model: 'claude-opus-4-6',
      inputTokens: 10,
      outputTokens: 20,
      cacheReadTokens: 300,
      cacheWriteTokens: 40,
      costUsd: 0.1,
    },
  ])
  const fork = { ...head, id: 'pi-2', timestamp: '2026-02-03T11:00:00.000Z', parentSession: 'pi-1.jsonl' }
  expect(await counted([fork, log[1]!])).toEqual([])
})

test('the session tells its name, folder, model and title', async () => {
  const log = [head, answer('m1', []), { type: 'session_info', ...entry('m2', { name: 'Tides' }) }]
  expect((await readLog(pi, log)).filter(event => event.type === 'meta')).toEqual([
    { type: 'meta', line: 1, sessionKey: 'pi-1', cwd: '/home/ayu/shop' },
    { type: 'meta', line: 2, model: 'claude-opus-4-6' },
    { type: 'meta', line: 3, title: 'Tides' },
  ])
})

test('entries of the first version, which have no ids, have keys of their own', async () => {
  const old = { type: 'message', timestamp: '2025-11-03T10:00:00Z', message: { role: 'user', content: 'hi' } }
  const turns = turnsOf(await readLog(pi, [head, old, { ...old }]))
  expect(turns.map(turn => turn.key)).toEqual(['L2', 'L3'])
})
