import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { openhands } from './importer.ts'

const at = (second: number) => `2025-06-01T08:00:${String(second).padStart(2, '0')}.500000`
const did = (id: number, action: string, args: object, more: object = {}) => {
  return { id, timestamp: at(id), source: 'agent', message: '', action, args, ...more }
}
const came = (id: number, observation: string, content: string, more: object = {}) => {
  return { id, timestamp: at(id), source: 'agent', message: '', observation, content, cause: id - 1, ...more }
}
const costs = (id: string, callId: string) => ({
  tool_call_metadata: {
    function_name: 'execute_bash',
    tool_call_id: callId,
    model_response: {
      id,
      model: 'claude-sonnet-4',
      usage: { prompt_tokens: 100, completion_tokens: 7, prompt_tokens_details: { cached_tokens: 60 } },
    },
  },
})

const events = [
  did(0, 'system', { content: 'You are OpenHands' }),
  { ...did(1, 'message', { content: 'Fix the tide table' }), source: 'user' },
  did(2, 'recall', { query: 'Fix' }),
  did(3, 'run', { command: 'cd /workspace && pytest', thought: 'Run the tests.', hidden: false }, costs('r1', 'c1')),
  came(4, 'run', '1 failed\n[The command completed with exit code 1.]\n[Current working directory: /workspace]', {
    extras: { command: 'pytest', metadata: { exit_code: 1, working_dir: '/workspace' } },
  }),
  did(5, 'edit', { path: '/workspace/src/tide.py', command: 'str_replace', old_str: 'a', new_str: 'b', thought: '' }),
  came(6, 'edit', 'ERROR:\nNo replacement was performed', { extras: { path: '/workspace/src/tide.py' } }),
  did(7, 'condensation', { forgotten_event_ids: [1, 2], summary: 'USER_CONTEXT: tides' }),
  did(8, 'think', { thought: 'Hm.' }),
  did(9, 'finish', { final_thought: 'All done.', outputs: {} }),
  came(10, 'agent_state_changed', ''),
]

const said = async (log: readonly (string | object)[]) =>
  turnsOf(await readLog(openhands, log)).map(turn => `${turn.role}/${turn.kind}: ${turn.text.split('\n')[0]}`)

test('the events of a conversation are words, calls and what came of them', async () => {
  expect(await said([events])).toEqual([
    'user/text: Fix the tide table',
    'assistant/text: Run the tests.',
    'assistant/tool_call: cd /workspace && pytest',
    'tool/tool_result: 1 failed',
    'assistant/tool_call: edit /workspace/src/tide.py',
    'tool/tool_result: ERROR:',
    'system/note: Context condensed',
    'system/summary: USER_CONTEXT: tides',
    'assistant/text: All done.',
  ])
})

test('a command has its exit code, an edit its file, a failure its mark, a call its result', async () => {
  const turns = turnsOf(await readLog(openhands, JSON.stringify(events, null, 2).split('\n')))
  expect(turns[3]).toMatchObject({
    text: '1 failed',
    command: { line: 'cd /workspace && pytest', exitCode: 1 },
    failed: true,
    tool: { name: 'run', callId: 'c1' },
    at: Date.UTC(2025, 5, 1, 8, 0, 4, 500),
  })
  expect(turns[4]).toMatchObject({
    files: [{ path: 'src/tide.py', touch: 'edited' }],
    tool: { input: { new_str: 'b' } },
  })
  expect(turns[5]?.failed).toBe(true)
})

test('what responses cost counts once, however many calls they made', async () => {
  const twice = [...events, { ...did(11, 'run', { command: 'ls' }, costs('r1', 'c2')) }]
  const usage = (await readLog(openhands, [twice])).filter(event => event.type === 'usage')
  expect(new Set(usage.map(event => event.key))).toEqual(new Set(['r1']))
  expect(usage[0]).toMatchObject({ model: 'claude-sonnet-4', inputTokens: 40, cacheReadTokens: 60, outputTokens: 7 })
})

const instance = (id: string, more: object = {}) => ({
  instance_id: id,
  instruction: 'Fix it',
  metadata: { llm_config: { model: 'gpt-4o' } },
  history: events.slice(0, 5),
  metrics: { accumulated_token_usage: { prompt_tokens: 50, completion_tokens: 5, cache_read_tokens: 10 } },
  test_result: { git_patch: 'diff --git a/x.py b/x.py\nnew file mode 100644\n--- /dev/null\n+++ b/x.py' },
  ...more,
})

test('every instance of an evaluation is a session, with its patch; one that was run again is another', async () => {
  const log = await readLog(openhands, [instance('django-1'), instance('django-2'), instance('django-1')])
  const sessions = log.flatMap(event => (event.type === 'session' ? [event] : []))
  expect(sessions.map(({ title, line }) => [title, line])).toEqual([
    ['django-1', 1],
    ['django-2', 2],
    ['django-1', 3],
  ])
  expect(new Set(sessions.map(({ sessionKey }) => sessionKey)).size).toBe(3)
  expect(turnsOf(log).filter(turn => turn.key === 'patch')[0]?.files).toEqual([{ path: 'x.py', touch: 'created' }])
})

test('pairs of an action and what came of it are read like a plain list; a run that tells only its sum is counted by it', async () => {
  const pairs = instance('a', {
    history: [
      [events[1], null],
      [did(3, 'run', { command: 'ls' }), events[4]],
    ],
  })
  const log = await readLog(openhands, [pairs])
  expect(turnsOf(log)).toHaveLength(4)
  expect(log.filter(event => event.type === 'usage')).toMatchObject([
    { key: 'run', model: 'gpt-4o', inputTokens: 40, cacheReadTokens: 10, outputTokens: 5 },
  ])
})

test('an instance that was cut while it was written does not take the next one with it', async () => {
  const cut = JSON.stringify(instance('a')).slice(0, 400)
  const log = await readLog(openhands, [cut, instance('b')])
  expect(log.filter(event => event.type === 'skip')).toHaveLength(1)
  expect(log.flatMap(event => (event.type === 'session' ? [event.title] : []))).toEqual(['b'])
})

const newer = [
  { kind: 'SystemPromptEvent', id: 'e0', source: 'agent', system_prompt: { type: 'text', text: 'You are' } },
  {
    kind: 'MessageEvent',
    id: 'e1',
    timestamp: at(1),
    source: 'user',
    llm_message: { role: 'user', content: [{ type: 'text', text: 'Fix it' }] },
  },
  {
    kind: 'ActionEvent',
    id: 'e2',
    source: 'agent',
    thought: [{ type: 'text', text: 'Look.' }],
    action: { kind: 'TerminalAction', command: 'ls', is_input: false, timeout: null },
    tool_name: 'terminal',
    tool_call_id: 'c1',
  },
  {
    kind: 'ObservationEvent',
    id: 'e3',
    source: 'environment',
    observation: {
      kind: 'TerminalObservation',
      content: [{ type: 'text', text: 'a.py' }],
      exit_code: 0,
      is_error: false,
    },
    action_id: 'e2',
    tool_name: 'terminal',
    tool_call_id: 'c1',
  },
  {
    kind: 'ActionEvent',
    id: 'e4',
    thought: [],
    action: { kind: 'FileEditorAction', command: 'create', path: '/w/b.py', file_text: 'x' },
    tool_name: 'file_editor',
    tool_call_id: 'c2',
  },
  { kind: 'AgentErrorEvent', id: 'e5', error: 'No room', tool_name: 'file_editor', tool_call_id: 'c2' },
  { kind: 'Condensation', id: 'e6', summary: 'So far so good' },
  { kind: 'ActionEvent', id: 'e7', action: { kind: 'FinishAction', message: 'Done.' }, tool_name: 'finish' },
  { kind: 'ConversationStateUpdateEvent', id: 'e8', key: 'x', value: 1 },
]

test('events of version 1 say the same in other words', async () => {
  expect(await said([newer])).toEqual([
    'user/text: Fix it',
    'assistant/text: Look.',
    'assistant/tool_call: ls',
    'tool/tool_result: a.py',
    'assistant/tool_call: file_editor /w/b.py',
    'tool/tool_result: No room',
    'system/note: Context condensed',
    'system/summary: So far so good',
    'assistant/text: Done.',
  ])
  const turns = turnsOf(await readLog(openhands, [newer]))
  expect(turns[3]).toMatchObject({ command: { line: 'ls', exitCode: 0 }, tool: { name: 'terminal', callId: 'c1' } })
  expect(turns[4]?.files).toEqual([{ path: '/w/b.py', touch: 'created' }])
  expect(turns[5]).toMatchObject({ failed: true, tool: { callId: 'c2' } })
})

test('whatever stands in the place of an event, the others are read', async () => {
  const odd = [7, {}, { action: 'run' }, { observation: 'run', cause: {} }, { kind: 'ActionEvent' }, events[1]]
  expect(turnsOf(await readLog(openhands, [odd])).some(turn => turn.text === 'Fix the tide table')).toBe(true)
})

test('both kinds of log are recognised, and other lists of records are not', () => {
  for (const log of [events, newer]) expect(openhands.recognise(JSON.stringify(log, null, 1))).toBeGreaterThan(0.9)
  expect(openhands.recognise(JSON.stringify(instance('a')))).toBeGreaterThan(0.9)
  expect(openhands.recognise('[{"source":"shop","action":"buy"}]')).toBe(0)
})
