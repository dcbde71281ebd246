import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { codex } from './importer.ts'

const record = (type: string, payload: object) => ({ timestamp: '2026-04-28T15:33:30.000Z', type, payload })
const item = (payload: object) => record('response_item', payload)
const event = (payload: object) => record('event_msg', payload)
const given = (text: string) => item({ type: 'message', role: 'user', content: [{ type: 'input_text', text }] })
const typed = (message: string) => event({ type: 'user_message', message })
const answer = (text: string) => item({ type: 'message', role: 'assistant', content: [{ type: 'output_text', text }] })
const call = (name: string, args: object) =>
  item({ type: 'function_call', name, arguments: JSON.stringify(args), call_id: 'c1' })
const output = (text: string) => item({ type: 'function_call_output', call_id: 'c1', output: text })
const session = record('session_meta', {
  id: 's-1',
  cwd: '/home/ana/shop',
  cli_version: '0.142.0',
  git: { branch: 'main', commit_hash: 'abc' },
})
const turns = async (lines: (object | string)[]) => turnsOf(await readLog(codex, lines))

test('a prompt is told once, and what Codex puts in the person’s place is not human', async () => {
  const said = await turns([
    given('<environment_context>\n<cwd>/x</cwd>'),
    given('add totals'),
    typed('add totals'),
    event({ type: 'agent_message', message: 'Done.' }),
    answer('Done.'),
  ])
  expect(said.map(turn => [turn.role, turn.text, turn.human ?? false])).toEqual([
    ['user', 'add totals', true],
    ['assistant', 'Done.', false],
  ])
})

test('where typing is not recorded, the prompts that the model was given are the person’s', async () => {
  const lines = [given('# AGENTS.md instructions for /x'), given('add totals'), answer('Done.'), given('thanks')]
  expect((await turns(lines)).filter(turn => turn.human).map(turn => turn.text)).toEqual(['add totals', 'thanks'])
})

test('where typing is recorded, what was only given to the model is not the person’s', async () => {
  const lines = [given('add totals'), typed('add totals'), answer('Done.'), given('a helper finished'), answer('Good.')]
  expect((await turns(lines)).filter(turn => turn.human).map(turn => turn.text)).toEqual(['add totals'])
})

test('the context that an editor adds is taken off a prompt', async () => {
  const text = '# Context from my IDE setup:\n\n## Open tabs\n- a.ts\n\n## My request for Codex:\nfix it'
  expect((await turns([typed(text)]))[0]?.text).toBe('fix it')
})

test.each([
  ['a list', 'shell', { command: ['bash', '-lc', 'npm test'] }],
  ['a string', 'exec_command', { cmd: 'npm test', workdir: '/x' }],
  ['PowerShell', 'shell', { command: ['powershell.exe', '-Command', 'npm test'] }],
])('a command given as %s is the line that a person would type', async (_, name, args) => {
  expect((await turns([call(name, args)]))[0]).toMatchObject({
    text: 'npm test',
    command: { line: 'npm test' },
    tool: { name, callId: 'c1' },
  })
})

test.each([
  ['old JSON', JSON.stringify({ output: 'boom', metadata: { exit_code: 2 } }), 'boom', 2, true],
  ['a plain head', 'Chunk ID: 1\nWall time: 1 s\nProcess exited with code 0\nOutput:\nfine', 'fine', 0, false],
  ['a search that found nothing', 'Process exited with code 1\nOutput:\n', '', 1, false],
  ['a call that a person refused', 'exec command rejected by user', 'exec command rejected by user', undefined, true],
  [
    'a process that still runs',
    'Process running with session ID 5\nOutput:\n',
    'Process running with session ID 5\nOutput:\n',
    undefined,
    false,
  ],
])('how a command ended is read from %s', async (_, text, words, exitCode, failed) => {
  const result = (await turns([call('shell', { command: ['ls'] }), output(text)]))[1]
  expect(result?.text).toBe(words)
  expect(result?.command).toEqual(exitCode === undefined ? { line: 'ls' } : { line: 'ls', exitCode })
  expect(result?.failed ?? false).toBe(failed)
  expect(result?.tool).toEqual({ name: 'shell', callId: 'c1' })
})

test('a patch says which files it touches and how', async () => {
  const patch =
    '*** Begin Patch\n*** Add File: src/new.ts\n+a\n*** Update File: /home/ana/shop/src/old.ts\n*** Move to: src/moved.ts\n@@\n*** Delete File: src/gone.ts\n*** End Patch'
  const files = [
    { path: 'src/new.ts', touch: 'created' },
    { path: 'src/old.ts', touch: 'edited' },
    { path: 'src/moved.ts', touch: 'created' },
    { path: 'src/gone.ts', touch: 'deleted' },
  ]
  const custom = item({ type: 'custom_tool_call', name: 'apply_patch', input: patch, call_id: 'c1' })
  expect((await turns([session, custom]))[0]?.files).toEqual(files)
  expect((await turns([session, call('shell', { command: ['apply_patch', patch] })]))[0]?.files).toEqual(files)
})

test('a plan keeps the state of its steps', async () => {
  const plan = [
    { step: 'a', status: 'completed' },
    { step: 'b', status: 'in_progress' },
    { step: 'c', status: 'pending' },
  ]
  expect((await turns([call('update_plan', { plan })]))[0]?.plan).toEqual([
    { text: 'a', state: 'done' },
    { text: 'b', state: 'doing' },
    { text: 'c', state: 'next' },
  ])
})

test('a count is told once, and what came from the cache is not input as well', async () => {
  const count = (total: number) =>
    event({
      type: 'token_count',
      info: {
        total_token_usage: { total_tokens: total },
        last_token_usage: { input_tokens: 100, cached_input_tokens: 80, output_tokens: 7 },
      },
    })
  const lines = [
    session,
    record('turn_context', { model: 'gpt-5.4' }),
    count(107),
    count(107),
    event({ type: 'token_count', info: null }),
    count(214),
  ]
  const usage = (await readLog(codex, lines)).filter(told => told.type === 'usage')
  expect(usage.map(told => told.key)).toEqual(['s-1:107', 's-1:214'])
  expect(usage[0]).toMatchObject({
    model: 'gpt-5.4',
    inputTokens: 20,
    cacheReadTokens: 80,
    outputTokens: 7,
    cacheWriteTokens: 0,
  })
})

test('a fork repeats the counts of its parent under the keys of the parent', async () => {
  const count = (total: number, output: number) =>
    event({
      type: 'token_count',
      info: {
        total_token_usage: { total_tokens: total },
        last_token_usage: { input_tokens: 100, output_tokens: output },
      },
    })
  const usageOf = async (lines: object[]) => (await readLog(codex, lines)).filter(told => told.type === 'usage')
  const parent = await usageOf([session, count(107, 7), count(214, 7)])
  const fork = record('session_meta', { id: 's-2' })
  const forked = await usageOf([fork, session, count(107, 7), count(214, 7), count(330, 16)])
  expect(forked.map(told => told.key)).toEqual([...parent.map(told => told.key), 's-1:330'])
  expect(forked.every(told => told.shared)).toBe(true)
})

test('where only sums are told, the difference to the sum before is what was used', async () => {
  const count = (input: number, cached: number, output: number) =>
    event({
      type: 'token_count',
      info: { total_token_usage: { input_tokens: input, cached_input_tokens: cached, output_tokens: output } },
    })
  const lines = [session, count(100, 40, 7), count(100, 40, 7), count(250, 140, 17), count(30, 0, 5)]
  const usage = (await readLog(codex, lines)).filter(told => told.type === 'usage')
  expect(usage.map(told => [told.inputTokens, told.cacheReadTokens, told.outputTokens])).toEqual([
    [60, 40, 7],
    [50, 100, 10],
    [30, 0, 5],
  ])
})

test('a fork keeps its own session, and a bad line is a skip with its reason', async () => {
  const parent = record('session_meta', { id: 's-0', cwd: '/else' })
  const events = await readLog(codex, [
    session,
    parent,
    '{"timestamp":"2026',
    { type: 'event_msg' },
    { type: 'of-tomorrow', payload: {} },
  ])
  expect(events).toEqual([
    {
      type: 'meta',
      line: 1,
      sessionKey: 's-1',
      cwd: '/home/ana/shop',
      branch: 'main',
      commit: 'abc',
      toolVersion: '0.142.0',
    },
    { type: 'skip', line: 3, reason: 'not valid JSON: cut in the middle?' },
    { type: 'skip', line: 4, reason: 'event_msg record without its payload' },
  ])
})

test('a compaction is noted, with its summary where that is readable', async () => {
  const lines = [
    record('compacted', { message: '', replacement_history: [] }),
    record('compacted', { message: 'So far: totals.' }),
  ]
  expect((await turns(lines)).map(turn => [turn.kind, turn.text])).toEqual([
    ['note', 'Context compacted'],
    ['note', 'Context compacted'],
    ['summary', 'So far: totals.'],
  ])
})

test('it is recognised', () => {
  expect(codex.recognise(JSON.stringify(session))).toBeGreaterThan(0.9)
  expect(codex.recognise('{"type":"user","message":{}}')).toBe(0)
})
