import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { cline } from './importer.ts'

let clock = 1_770_000_000_000
const say = (kind: string, text: string, more: object = {}) => ({ ts: ++clock, type: 'say', say: kind, text, ...more })
const ask = (kind: string, text: string, more: object = {}) => ({ ts: ++clock, type: 'ask', ask: kind, text, ...more })
const json = JSON.stringify
const read = (...messages: object[]) => readLog(cline, [messages])
const words = (turns: readonly { role: string; kind: string; text: string }[]) =>
  turns.map(turn => `${turn.role}/${turn.kind}: ${turn.text}`)

const FOLDER = '<environment_details>\n# Current Working Directory (/home/ayu/shop) Files\na.ts\n</environment_details>'
const request = (more: object = {}) =>
  say(
    'api_req_started',
    json({
      request: `<task>x</task>\n\n${FOLDER}`,
      tokensIn: 10,
      tokensOut: 20,
      cacheReads: 300,
      cacheWrites: 40,
      cost: 0.02,
    }),
    more,
  )

test('a task as it was shown: what was asked, said and run, and what a command printed in one piece', async () => {
  const turns = turnsOf(
    await read(
      say('task', 'Add a tide table'),
      request(),
      say('reasoning', 'hm'),
      say('text', 'On it.'),
      say('text', 'half wri', { partial: true }),
      ask('command', 'npm testREQ_APP'),
      say('command_output', '1 failed'),
      ask('command_output', 'see above'),
      say('checkpoint_created', ''),
      say('user_feedback', 'Fix that', { images: ['data:image/png;base64,x'] }),
      ask('followup', json({ question: 'Which port?', options: ['8080', '8443'] })),
      say('completion_result', 'Done.'),
      ask('completion_result', ''),
    ),
  )
  expect(words(turns)).toEqual([
    'user/text: Add a tide table',
    'assistant/text: On it.',
    'assistant/tool_call: npm test',
    'tool/tool_result: 1 failed\nsee above',
    'user/text: Fix that\n[attached: image]',
    'assistant/text: Which port?',
    'assistant/text: Done.',
  ])
  expect(turns.map(turn => turn.human ?? false)).toEqual([true, false, false, false, true, false, false])
  expect(turns[3]?.command).toEqual({ line: 'npm test' })
})

test('what a command prints is told when it is whole', async () => {
  const begun = [say('text', 'Run it'), ask('command', 'npm test'), say('command_output', 'first half')]
  expect(words(turnsOf(await read(...begun))).at(-1)).toBe('assistant/tool_call: npm test')
  const whole = [...begun, say('command_output', 'second half'), request()]
  expect(words(turnsOf(await read(...whole))).at(-1)).toBe('tool/tool_result: first half\nsecond half')
})

test('tools tell the files they touch, of Cline and of Roo, and the lists that they keep', async () => {
  const turns = turnsOf(
    await read(
      say('text', 'Go'),
      request(),
      ask(
        'tool',
        json({ tool: 'editedExistingFile', path: 'src/tide.ts', diff: 'SEARCH', operationIsLocatedInWorkspace: true }),
      ),
      say('tool', json({ tool: 'readFile', path: 'a.ts', content: '/home/ayu/shop/a.ts' })),
      ask('tool', json({ tool: 'readFile', batchFiles: [{ path: 'b.ts' }, { path: 'c.ts' }] })),
      say('tool', json({ tool: 'newFileCreated', path: '/home/ayu/shop/new.ts', content: 'x' })),
      ask('tool', json({ tool: 'updateTodoList', todos: [{ id: '1', content: 'Tides', status: 'completed' }] })),
      say('task_progress', '- [x] Tides\n- [ ] Moons'),
      say('user_feedback_diff', json({ tool: 'editedExistingFile', path: 'src/tide.ts', diff: '-a\n+b' })),
    ),
  )
  expect(turns.slice(1).map(turn => turn.files ?? turn.plan)).toEqual([
    [{ path: 'src/tide.ts', touch: 'edited' }],
    [{ path: 'a.ts', touch: 'read' }],
    [
      { path: 'b.ts', touch: 'read' },
      { path: 'c.ts', touch: 'read' },
    ],
    [{ path: 'new.ts', touch: 'created' }],
    [{ text: 'Tides', state: 'done' }],
    [
      { text: 'Tides', state: 'done' },
      { text: 'Moons', state: 'next' },
    ],
    [{ path: 'src/tide.ts', touch: 'edited' }],
  ])
  expect(turns[2]?.text).toBe('readFile a.ts')
})

test('a server that was asked answers its call; errors are notes', async () => {
  const turns = turnsOf(
    await read(
      say('text', 'Go'),
      ask(
        'use_mcp_server',
        json({ serverName: 'tides', type: 'use_mcp_tool', toolName: 'next_high', arguments: '{"at":"x"}' }),
      ),
      say('mcp_server_request_started', ''),
      say('mcp_server_response', '04:12'),
      say('error', 'The model said nothing'),
    ),
  )
  expect(words(turns).slice(1)).toEqual([
    'assistant/tool_call: mcp:tides next_high\narguments: {"at":"x"}',
    'tool/tool_result: 04:12',
    'system/note: The model said nothing',
  ])
  expect(turns[3]?.failed).toBe(true)
})

test('a condensed context is a boundary and its summary, of either tool', async () => {
  const turns = turnsOf(
    await read(
      say('text', 'Go'),
      say('condense_context', '', {
        contextCondense: { cost: 0.1, prevContextTokens: 90_000, newContextTokens: 4000, summary: 'Tides are done' },
      }),
      say('tool', json({ tool: 'summarizeTask', content: 'Moons are next' })),
    ),
  )
  expect(words(turns).slice(1)).toEqual([
    'system/note: Context compacted (90000 tokens before)',
    'system/summary: Tides are done',
    'system/summary: Moons are next',
  ])
})

test('a request is counted once with its model; what is asked in the way of OpenAI holds its cache', async () => {
  const usage = (
    await read(say('text', 'Go'), request({ modelInfo: { modelId: 'sonnet' } }), request({ apiProtocol: 'openai' }))
  ).filter(event => event.type === 'usage')
  expect(usage).toMatchObject([
    { model: 'sonnet', inputTokens: 10, outputTokens: 20, cacheReadTokens: 300, cacheWriteTokens: 40, costUsd: 0.02 },
    { model: 'sonnet', inputTokens: 0, outputTokens: 20, cacheReadTokens: 300 },
  ])
  expect(new Set(usage.map(({ key }) => key)).size).toBe(2)
})

test('a task keeps its name and its turns their keys while it grows', async () => {
  const messages = [say('text', 'Go\nfast'), say('text', 'a'), { ...say('text', 'b'), ts: clock - 1 }, say('text', 'c')]
  const first = await read(...messages.slice(0, 2))
  const later = await read(...messages)
  expect(first[0]).toEqual({ type: 'meta', line: 1, sessionKey: `task-${messages[0]!.ts}`, title: 'Go' })
  expect(later[0]).toEqual(first[0])
  const keys = turnsOf(later).map(turn => turn.key)
  expect(keys.slice(0, 2)).toEqual(turnsOf(first).map(turn => turn.key))
  expect(new Set(keys).size).toBe(4)
})

const text = (said: string) => ({ type: 'text', text: said })
const user = (...content: object[]) => ({ role: 'user', content })
const model = (...content: object[]) => ({ role: 'assistant', content })

test('a task as the model was given it: tags are calls, what follows is their result, details are left out', async () => {
  const events = await read(
    user(text('<task>\nAdd a tide table\n</task>'), text(FOLDER)),
    model(text('<thinking>hm</thinking>\nLook.\n\n<read_file>\n<path>/home/ayu/shop/a.ts</path>\n</read_file>')),
    user(text("[read_file for 'a.ts'] Result:"), text('const a = 1'), text(FOLDER)),
    model(
      text('<write_to_file>\n<path>b.md</path>\n<content>\n<path>x</path> </content> y\n</content>\n</write_to_file>'),
    ),
    user(text("[write_to_file for 'b.md'] Result:\nSaved.\n<feedback>\nShorter!\n</feedback>"), text(FOLDER)),
    model(text('<execute_command>\n<command>npm test</command>\n</execute_command>')),
    user(
      text("[execute_command for 'npm test'] Result:\nCommand executed in terminal. Exit code: 1\nOutput:\n1 failed"),
    ),
    user(text('[ERROR] You did not use a tool')),
    model(text('<attempt_completion>\n<result>\nDone.\n</result>\n</attempt_completion>')),
  )
  const turns = turnsOf(events)
  expect(words(turns).map(word => word.split('\n')[0])).toEqual([
    'user/text: Add a tide table',
    'assistant/text: Look.',
    'assistant/tool_call: read_file /home/ayu/shop/a.ts',
    'tool/tool_result: const a = 1',
    'assistant/tool_call: write_to_file b.md',
    'tool/tool_result: Saved.',
    'user/text: Shorter!',
    'assistant/tool_call: npm test',
    'tool/tool_result: Command executed in terminal. Exit code: 1',
    'system/note: [ERROR] You did not use a tool',
    'assistant/text: Done.',
  ])
  expect(turns[2]?.files).toEqual([{ path: 'a.ts', touch: 'read' }])
  expect(turns[4]?.tool?.input).toEqual({ path: 'b.md', content: '<path>x</path> </content> y' })
  expect(turns[8]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
  expect(events.find(event => event.type === 'meta' && event.cwd)).toMatchObject({ cwd: '/home/ayu/shop' })
})

test('calls that the model made natively are joined to their results by their id', async () => {
  const turns = turnsOf(
    await read(
      user(text('<user_message>\nGo\n</user_message>')),
      model(
        text('Two at once.'),
        { type: 'tool_use', id: 't1', name: 'read_file', input: { path: 'a.ts' } },
        { type: 'tool_use', id: 't2', name: 'execute_command', input: { command: 'ls' } },
      ),
      user(
        { type: 'tool_result', tool_use_id: 't2', content: [text('a.ts')] },
        { type: 'tool_result', tool_use_id: 't1', content: 'gone', is_error: true },
      ),
      { role: 'user', content: 'Tides are done', isSummary: true },
    ),
  )
  expect(turns.slice(4).map(turn => [turn.kind, turn.text, turn.tool?.callId, turn.failed ?? false])).toEqual([
    ['tool_result', 'a.ts', 't2', false],
    ['tool_result', 'gone', 't1', true],
    ['summary', 'Tides are done', undefined, false],
  ])
})

test('tags that are never closed are words', async () => {
  const said = '<execute_command>'.repeat(50_000) + '<a>'.repeat(50_000)
  expect(turnsOf(await read(user(text('Go')), model(text(said)))).at(-1)?.text).toBe(said)
})
