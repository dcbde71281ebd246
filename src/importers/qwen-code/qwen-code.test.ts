import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { qwenCode } from './importer.ts'

const base = (uuid: string, type: string) => ({
  uuid,
  parentUuid: null,
  sessionId: 'q-1',
  timestamp: '2026-02-03T10:00:00.000Z',
  type,
  cwd: '/home/ayu/shop',
  version: '0.14.0',
  gitBranch: 'main',
})
const user = (uuid: string, text: string, more: object = {}) => ({
  ...base(uuid, 'user'),
  message: { role: 'user', parts: [{ text }] },
  ...more,
})
const model = (uuid: string, parts: object[], more: object = {}) => ({
  ...base(uuid, 'assistant'),
  model: 'qwen3-coder-plus',
  message: { role: 'model', parts },
  ...more,
})
const call = (id: string, name: string, args: object) => ({ functionCall: { id, name, args } })
const result = (uuid: string, id: string, name: string, response: object, status = 'success') => ({
  ...base(uuid, 'tool_result'),
  message: { role: 'user', parts: [{ functionResponse: { id, name, response } }] },
  toolCallResult: { callId: id, status },
})
const system = (uuid: string, subtype: string, systemPayload: object) => ({
  ...base(uuid, 'system'),
  subtype,
  systemPayload,
})
const words = async (...log: object[]) =>
  turnsOf(await readLog(qwenCode, log)).map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)

test('a session is what was asked, said and done; thoughts and telemetry are left out', async () => {
  expect(
    await words(
      user('u1', 'Add a tide table'),
      system('s1', 'ui_telemetry', { uiEvent: {} }),
      model('a1', [
        { text: 'hm', thought: true },
        { text: 'On it.' },
        call('c1', 'run_shell_command', { command: 'npm test' }),
      ]),
      result('r1', 'c1', 'run_shell_command', { output: 'Command: npm test\nExit Code: 1\nSignal: (none)' }),
    ),
  ).toEqual([
    'user/text: Add a tide table',
    'assistant/text: On it.',
    'assistant/tool_call: npm test',
    'tool/tool_result: Command: npm test\nExit Code: 1\nSignal: (none)',
  ])
})

test('commands tell how they ended, files how they were touched, lists what is planned', async () => {
  const turns = turnsOf(
    await readLog(qwenCode, [
      model('a1', [
        call('c1', 'run_shell_command', { command: 'npm test' }),
        call('c2', 'edit', { file_path: '/home/ayu/shop/src/tide.ts', old_string: 'a', new_string: 'b' }),
        call('c3', 'read_many_files', { paths: ['a.ts', 'b.ts'] }),
        call('c4', 'todo_write', { todos: [{ id: '1', content: 'Tides', status: 'in_progress' }] }),
      ]),
      result('r1', 'c1', 'run_shell_command', { output: 'Exit Code: 2' }),
      result('r2', 'c2', 'edit', { error: 'not found' }, 'error'),
    ]),
  )
  expect(turns[1]?.files).toEqual([{ path: 'src/tide.ts', touch: 'edited' }])
  expect(turns[2]?.files).toEqual([
    { path: 'a.ts', touch: 'read' },
    { path: 'b.ts', touch: 'read' },
  ])
  expect(turns[3]?.plan).toEqual([{ text: 'Tides', state: 'doing' }])
  expect(turns[4]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 2 } })
  expect(turns[5]).toMatchObject({ failed: true, text: 'not found', tool: { name: 'edit', callId: 'c2' } })
})

test('only what a person typed is human, and as it was typed', async () => {
  const turns = turnsOf(
    await readLog(qwenCode, [
      user('u1', 'See @a.ts\n--- Content from referenced files ---\nContent from @a.ts:\nconst a = 1'),
      user('u2', 'expanded words', { systemPayload: { displayText: 'short words', hookContext: '' } }),
      user('u3', 'Agent done', { subtype: 'notification', provenance: 'system' }),
      user('u4', 'Explore', { isSidechain: true, agentId: 'explore-1' }),
      system('s1', 'at_command', { filesRead: ['/home/ayu/shop/a.ts'], status: 'success' }),
      system('s2', 'slash_command', { phase: 'invocation', rawCommand: '/about' }),
      system('s3', 'slash_command', { phase: 'result', rawCommand: '/about' }),
    ]),
  )
  expect(turns.map(turn => [turn.text, turn.human ?? false, turn.sidechain ?? false])).toEqual([
    ['See @a.ts', true, false],
    ['short words', true, false],
    ['Agent done', false, false],
    ['Explore', false, true],
    ['Read a.ts', false, false],
    ['/about', false, false],
  ])
  expect(turns[4]?.files).toEqual([{ path: 'a.ts', touch: 'read' }])
})

test('a compression is a boundary and its summary', async () => {
  const history = [
    { role: 'user', parts: [{ text: 'This is the Qwen Code. My folder is …' }] },
    { role: 'model', parts: [{ text: 'Got it.' }] },
    { role: 'user', parts: [{ text: '<state_snapshot>Tides are done</state_snapshot>' }] },
  ]
  const payload = { info: { originalTokenCount: 90_000, newTokenCount: 4000 }, compressedHistory: history }
  expect(await words(system('s1', 'chat_compression', payload))).toEqual([
    'system/note: Context compacted (90000 tokens before)',
    'system/summary: <state_snapshot>Tides are done</state_snapshot>',
  ])
})

test('an answer is counted once, its cache apart, and not again in a branch', async () => {
  const tokens = {
    promptTokenCount: 1000,
    cachedContentTokenCount: 800,
    candidatesTokenCount: 50,
    totalTokenCount: 1060,
  }
  const events = await readLog(qwenCode, [
    model('a1', [{ text: 'x' }], { usageMetadata: tokens }),
    model('a2', [{ text: 'y' }], { usageMetadata: tokens, forkedFrom: { sessionId: 'q-0', messageUuid: 'a2' } }),
  ])
  expect(events.filter(event => event.type === 'usage')).toMatchObject([
    { key: 'a1', model: 'qwen3-coder-plus', inputTokens: 200, cacheReadTokens: 800, outputTokens: 60 },
  ])
})

test('the session tells its folder, branch, version, model and title', async () => {
  const events = await readLog(qwenCode, [
    user('u1', 'a'),
    model('a1', [{ text: 'b' }]),
    system('s1', 'custom_title', { customTitle: 'Tides', titleSource: 'auto' }),
  ])
  expect(events.filter(event => event.type === 'meta')).toEqual([
    { type: 'meta', line: 1, sessionKey: 'q-1', cwd: '/home/ayu/shop', branch: 'main', toolVersion: '0.14.0' },
    { type: 'meta', line: 2, model: 'qwen3-coder-plus' },
    { type: 'meta', line: 3, title: 'Tides' },
  ])
})

test('a line that was cut is a skip, and the rest goes on', async () => {
  const events = await readLog(qwenCode, [JSON.stringify(user('u1', 'half')).slice(0, 60), user('u2', 'whole')])
  expect(events[0]).toMatchObject({ type: 'skip', line: 1 })
  expect(turnsOf(events).map(turn => turn.text)).toEqual(['whole'])
})
