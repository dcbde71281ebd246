import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { copilot } from './importer.ts'

let count = 0
const event = (type: string, data: object, more: object = {}) => ({
  type,
  data,
  id: `e${++count}`,
  timestamp: '2026-02-03T10:00:00.000Z',
  parentId: null,
  ...more,
})
const start = event('session.start', {
  sessionId: 'cp-1',
  version: 1,
  producer: 'copilot-agent',
  copilotVersion: '0.0.407',
  context: { cwd: '/home/ayu/shop', gitRoot: '/home/ayu/shop', branch: 'main', headCommit: 'abc123' },
})
const user = (content: string, more: object = {}) => event('user.message', { content, ...more })
const answer = (content: string, requests: object[] = [], more: object = {}) =>
  event('assistant.message', {
    messageId: `m${count}`,
    model: 'claude-sonnet-4.5',
    content,
    toolRequests: requests,
    ...more,
  })
const request = (toolCallId: string, name: string, args: unknown) => ({
  toolCallId,
  name,
  arguments: args,
  type: 'function',
})
const done = (toolCallId: string, content: string, more: object = {}) =>
  event('tool.execution_complete', { toolCallId, success: true, result: { content }, ...more })

test('a session is what was asked, said and done: a call is told once, with its result', async () => {
  const turns = turnsOf(
    await readLog(copilot, [
      start,
      event('system.message', { content: 'You are' }),
      user('Add a tide table', { transformedContent: '<time>…</time> Add a tide table' }),
      answer('On it.', [request('c1', 'bash', { command: 'npm test', description: 'Run tests' })]),
      event('tool.execution_start', { toolCallId: 'c1', toolName: 'bash', arguments: { command: 'npm test' } }),
      event('hook.start', { hookType: 'x' }),
      done('c1', '1 failed\n<exited with exit code 1>'),
    ]),
  )
  expect(turns.map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)).toEqual([
    'user/text: Add a tide table',
    'assistant/text: On it.',
    'assistant/tool_call: npm test',
    'tool/tool_result: 1 failed',
  ])
  expect(turns[0]?.human).toBe(true)
  expect(turns[3]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
})

test('files, patches and to-do lists are read from the calls that write them', async () => {
  const patch = '*** Begin Patch\n*** Add File: src/moon.ts\n+a\n*** End Patch'
  const turns = turnsOf(
    await readLog(copilot, [
      start,
      answer('', [
        request('c1', 'view', { path: '/home/ayu/shop/src/tide.ts' }),
        request('c2', 'str_replace_editor', { command: 'create', path: '/home/ayu/shop/b.ts', file_text: 'x' }),
        request('c3', 'apply_patch', patch),
        request('c4', 'update_todo', { todos: '- [x] Tides\n- [ ] Moons' }),
      ]),
    ]),
  )
  expect(turns.map(turn => turn.files ?? turn.plan)).toEqual([
    [{ path: 'src/tide.ts', touch: 'read' }],
    [{ path: 'b.ts', touch: 'created' }],
    [{ path: 'src/moon.ts', touch: 'created' }],
    [
      { text: 'Tides', state: 'done' },
      { text: 'Moons', state: 'next' },
    ],
  ])
})

test('what a terminal block says of the exit counts, and a failed call is one', async () => {
  const turns = turnsOf(
    await readLog(copilot, [
      start,
      answer('', [request('c1', 'bash', { command: 'ls' }), request('c2', 'view', { path: 'gone.ts' })]),
      done('c1', 'a.ts', { result: { content: 'a.ts', contents: [{ type: 'terminal', text: 'a.ts', exitCode: 0 }] } }),
      done('c2', '', { success: false, result: undefined, error: { message: 'Path does not exist', code: 'failure' } }),
    ]),
  )
  expect(turns[2]).toMatchObject({ text: 'a.ts', command: { line: 'ls', exitCode: 0 } })
  expect(turns[3]).toMatchObject({ failed: true, text: 'Path does not exist', tool: { name: 'view', callId: 'c2' } })
})

test('only what a person typed is human; a sub-agent works beside the main thread', async () => {
  const turns = turnsOf(
    await readLog(copilot, [
      start,
      user('See this', { attachments: [{ type: 'file', displayName: 'plan.md', path: '/x/plan.md' }] }),
      user('Skill text', { source: 'skill-pdf' }),
      user('Go on', { isAutopilotContinuation: true }),
      event('assistant.message', { messageId: 'm', content: 'Looking', parentToolCallId: 'c9' }),
      event('assistant.message', { messageId: 'n', content: 'Found' }, { agentId: 'agent-1' }),
      event('tool.user_requested', { toolCallId: 'u1', toolName: 'bash', arguments: { command: 'git status' } }),
    ]),
  )
  expect(turns.map(turn => [turn.text, turn.human ?? false, turn.sidechain ?? false])).toEqual([
    ['See this\n[attached: plan.md]', true, false],
    ['Skill text', false, false],
    ['Go on', false, false],
    ['Looking', false, true],
    ['Found', false, true],
    ['git status', false, false],
  ])
})

test('a compaction is a boundary and its summary; errors and aborts are notes', async () => {
  const turns = turnsOf(
    await readLog(copilot, [
      start,
      event('session.compaction_complete', {
        success: true,
        preCompactionTokens: 90_000,
        summaryContent: 'Tides are done',
      }),
      event('session.compaction_complete', { success: false, error: 'no model' }),
      event('session.error', { errorType: 'quota', message: 'Quota exceeded' }),
      event('abort', { reason: 'user initiated' }),
    ]),
  )
  expect(turns.map(turn => [turn.kind, turn.text, turn.failed ?? false])).toEqual([
    ['note', 'Context compacted (90000 tokens before)', false],
    ['summary', 'Tides are done', false],
    ['note', 'Compaction failed: no model', true],
    ['note', 'Quota exceeded', true],
    ['note', 'Aborted: user initiated', false],
  ])
})

const sums = (input: number, output: number) => ({
  'claude-sonnet-4.5': {
    requests: { count: 2, cost: 2 },
    usage: { inputTokens: input, outputTokens: output, cacheReadTokens: 600, cacheWriteTokens: 100 },
  },
})
const end = (sessionStartTime: number, input: number, output: number) =>
  event('session.shutdown', { shutdownType: 'routine', sessionStartTime, modelMetrics: sums(input, output) })

async function spent(...log: object[]) {
  const usage = new Map<string, { inputTokens: number; outputTokens: number; cacheReadTokens: number }>()
  for (const told of await readLog(copilot, [start, ...log])) if (told.type === 'usage') usage.set(told.key, told)
  const sum = { input: 0, output: 0, cacheRead: 0 }
  for (const { inputTokens, outputTokens, cacheReadTokens } of usage.values()) {
    sum.input += inputTokens
    sum.output += outputTokens
    sum.cacheRead += cacheReadTokens
  }
  return sum
}

test('an answer tells its output at once, and the end of the session the rest, nothing twice', async () => {
  const said = [answer('a', [], { outputTokens: 30 }), answer('b', [], { outputTokens: 50 })]
  expect(await spent(...said)).toEqual({ input: 0, output: 80, cacheRead: 0 })
  expect(await spent(...said, end(1, 1000, 90))).toEqual({ input: 300, output: 90, cacheRead: 600 })
})

test('a session that was resumed tells sums again or adds new ones: either way each token counts once', async () => {
  const first = [answer('a', [], { outputTokens: 30 }), end(1, 1000, 30)]
  const more = answer('b', [], { outputTokens: 50 })
  expect(await spent(...first, more, end(1, 1500, 80))).toEqual({ input: 800, output: 80, cacheRead: 600 })
  expect(await spent(...first, more, end(2, 900, 60))).toEqual({ input: 500, output: 90, cacheRead: 1200 })
})

test('the session tells where, on what and with which model it was', async () => {
  const events = await readLog(copilot, [
    start,
    event('session.model_change', { previousModel: 'a', newModel: 'gpt-5.2' }),
    event('session.context_changed', { cwd: '/home/ayu/shop', branch: 'tides', headCommit: 'def456' }),
    event('session.title_changed', { title: 'Tides' }),
  ])
  expect(events.filter(told => told.type === 'meta')).toEqual([
    { type: 'meta', line: 1, sessionKey: 'cp-1', toolVersion: '0.0.407' },
    { type: 'meta', line: 1, cwd: '/home/ayu/shop', branch: 'main', commit: 'abc123' },
    { type: 'meta', line: 2, model: 'gpt-5.2' },
    { type: 'meta', line: 3, branch: 'tides', commit: 'def456' },
    { type: 'meta', line: 4, title: 'Tides' },
  ])
})
