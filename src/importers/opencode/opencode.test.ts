import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { opencode } from './importer.ts'

const info = {
  id: 'ses_1',
  slug: 'quiet-sea',
  projectID: 'p',
  directory: '/home/ayu/shop',
  title: 'Tides',
  version: '1.2.0',
  time: { created: 1_770_000_000_000, updated: 1_770_000_100_000 },
}
const user = (id: string, parts: object[]) => ({
  info: { id, sessionID: 'ses_1', role: 'user', time: { created: 1_770_000_000_000 }, agent: 'build' },
  parts,
})
const tokens = { input: 10, output: 20, reasoning: 5, cache: { read: 300, write: 40 } }
const step = (id: string, parts: object[], more: object = {}) => ({
  info: {
    id,
    sessionID: 'ses_1',
    role: 'assistant',
    parentID: 'msg_1',
    modelID: 'claude-opus-4-6',
    providerID: 'anthropic',
    path: { cwd: '/home/ayu/shop', root: '/home/ayu/shop' },
    time: { created: 1_770_000_001_000, completed: 1_770_000_009_000 },
    tokens,
    ...more,
  },
  parts,
})
const text = (said: string, more: object = {}) => ({ type: 'text', text: said, ...more })
const tool = (name: string, input: object, state: object = {}) => ({
  id: `prt_${name}`,
  type: 'tool',
  tool: name,
  callID: `call_${name}`,
  state: { status: 'completed', input, output: 'ok', title: '', metadata: {}, time: { start: 1, end: 2 }, ...state },
})
const read = (messages: object[], more: object = {}) =>
  readLog(opencode, JSON.stringify({ info: { ...info, ...more }, messages }, null, 2).split('\n'))

test('a session is what was asked, said and done; what the tool added is left out', async () => {
  const turns = turnsOf(
    await read([
      user('msg_1', [
        text('Add a tide table'),
        text('Called the Read tool with the following input', { synthetic: true }),
        { type: 'file', mime: 'text/plain', filename: 'plan.md', url: 'file:///plan.md' },
      ]),
      step('msg_2', [
        { type: 'step-start' },
        { type: 'reasoning', text: 'hm' },
        text('On it.'),
        tool('bash', { command: 'npm test' }, { output: '1 failed', metadata: { exit: 1 } }),
        { type: 'step-finish', reason: 'tool-calls' },
      ]),
    ]),
  )
  expect(turns.map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)).toEqual([
    'user/text: Add a tide table\n[attached: plan.md]',
    'assistant/text: On it.',
    'assistant/tool_call: npm test',
    'tool/tool_result: 1 failed',
  ])
  expect(turns[0]?.human).toBe(true)
  expect(turns[3]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
})

test('files are told by the calls that touch them, and what else changed by the step', async () => {
  const patch = '*** Begin Patch\n*** Delete File: old.ts\n*** End Patch'
  const turns = turnsOf(
    await read([
      step('msg_2', [
        tool('edit', { filePath: '/home/ayu/shop/src/tide.ts', oldString: 'a', newString: 'b' }),
        tool('write', { filePath: '/home/ayu/shop/new.ts', content: 'x' }, { metadata: { exists: false } }),
        tool('apply_patch', { patchText: patch }),
        tool('todowrite', { todos: [{ content: 'Tides', status: 'completed', priority: 'high' }] }),
        { type: 'patch', hash: 'h', files: ['/home/ayu/shop/src/tide.ts', '/home/ayu/shop/dist/tide.js'] },
      ]),
    ]),
  )
  expect(turns.flatMap(turn => turn.files ?? [])).toEqual([
    { path: 'src/tide.ts', touch: 'edited' },
    { path: 'new.ts', touch: 'created' },
    { path: 'old.ts', touch: 'deleted' },
    { path: 'dist/tide.js', touch: 'edited' },
  ])
  expect(turns.find(turn => turn.plan)?.plan).toEqual([{ text: 'Tides', state: 'done' }])
})

test('a call that runs has no result yet, one that failed has its reason', async () => {
  const turns = turnsOf(
    await read([
      step('msg_2', [
        tool('bash', { command: 'sleep 9' }, { status: 'running' }),
        tool('read', { filePath: 'gone.ts' }, { status: 'error', error: 'File not found', output: undefined }),
      ]),
    ]),
  )
  expect(turns.map(turn => [turn.kind, turn.text.split('\n')[0], turn.failed ?? false])).toEqual([
    ['tool_call', 'sleep 9', false],
    ['tool_call', 'read gone.ts', false],
    ['tool_result', 'File not found', true],
  ])
})

test('of a step that is being written only what is whole is told', async () => {
  const parts = [
    text('Whole.', { time: { start: 1, end: 2 } }),
    tool('bash', {}, { status: 'pending' }),
    text('Half wri', { time: { start: 3 } }),
  ]
  const open = step('msg_2', parts, { time: { created: 1 } })
  expect(turnsOf(await read([open])).map(turn => turn.text)).toEqual(['Whole.'])
  expect(turnsOf(await read([open, user('msg_3', [])])).map(turn => turn.text)).toContain('Half wri')
})

test('a compaction is a boundary and its summary', async () => {
  const turns = turnsOf(
    await read([
      user('msg_1', [{ type: 'compaction', auto: true }]),
      step('msg_2', [text('## Goal\nTides')], { summary: true, modelID: 'small' }),
      user('msg_3', [text('Continue if you have next steps', { synthetic: true })]),
    ]),
  )
  expect(turns.map(turn => [turn.role, turn.kind, turn.text])).toEqual([
    ['system', 'note', 'Context compacted (auto)'],
    ['system', 'summary', '## Goal\nTides'],
  ])
})

test("a sub-agent's session belongs to the one that started it, and nobody typed its task", async () => {
  const events = await read([user('msg_1', [text('Find the tides')]), step('msg_2', [text('Found.')])], {
    id: 'ses_2',
    parentID: 'ses_1',
    title: 'Find (@explore subagent)',
  })
  expect(events[0]).toEqual({ type: 'meta', line: 1, sessionKey: 'ses_1', cwd: '/home/ayu/shop', toolVersion: '1.2.0' })
  expect(turnsOf(events).map(turn => [turn.text, turn.sidechain, turn.human])).toEqual([
    ['Find the tides', true, undefined],
    ['Found.', true, undefined],
  ])
})

test('a step is counted once, thoughts are output, errors are told', async () => {
  const events = await read([
    step('msg_2', [], { cost: 0.25 }),
    step('msg_3', [], { tokens: { ...tokens, total: 375 } }),
    step('msg_4', [], {
      tokens: { input: 0, output: 0, reasoning: 0, cache: { read: 0, write: 0 } },
      error: { name: 'APIError', data: { message: 'overloaded' } },
    }),
  ])
  expect(events.filter(event => event.type === 'usage')).toMatchObject([
    { key: 'msg_2', model: 'claude-opus-4-6', inputTokens: 10, outputTokens: 20, cacheReadTokens: 300, costUsd: 0.25 },
    { key: 'msg_3', outputTokens: 25, cacheWriteTokens: 40 },
  ])
  expect(turnsOf(events)).toMatchObject([{ kind: 'note', text: 'overloaded', failed: true }])
})

test('a turn stands on the line of its message, on one line or many', async () => {
  const messages = [user('msg_1', [text('a')]), step('msg_2', [text('b')])]
  const lines = JSON.stringify({ info, messages }, null, 2).split('\n')
  const [first, second] = turnsOf(await readLog(opencode, lines))
  expect(lines[first!.line - 1]).toContain('msg_1')
  expect(lines[second!.line - 1]).toContain('msg_2')
  expect(turnsOf(await readLog(opencode, [{ info, messages }])).map(turn => turn.text)).toEqual(['a', 'b'])
})

test('a document that was cut is a skip with its reason', async () => {
  const cut = JSON.stringify({ info, messages: [] }, null, 2).split('\n').slice(0, 5)
  expect(await readLog(opencode, cut)).toEqual([
    { type: 'skip', line: 1, reason: 'not valid JSON: cut in the middle?' },
  ])
})
