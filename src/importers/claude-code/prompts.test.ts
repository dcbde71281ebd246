import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { assistantLine, callLine, queueLine, resultLine, userLine } from './testing.ts'

const humanWords = async (lines: object[]) =>
  turnsOf(await readLog(claudeCode, lines))
    .filter(turn => turn.human)
    .map(turn => turn.text)

test('only what a person typed is human', async () => {
  const lines = [
    userLine('Add a cart.'),
    userLine([{ type: 'text', text: 'And a total.' }]),
    userLine('<command-name>/plan</command-name>\n<command-args></command-args>'),
    userLine('<local-command-stdout>Enabled plan mode</local-command-stdout>'),
    userLine('<bash-input>git pull</bash-input>'),
    userLine('<task-notification>\n<summary>Build ended</summary>\n</task-notification>'),
    userLine([{ type: 'text', text: '[Request interrupted by user]' }]),
    userLine('<local-command-caveat>Caveat</local-command-caveat>', { isMeta: true }),
    userLine('Base directory for this skill: /x', { isMeta: true }),
    userLine('Look into the tests.', { isSidechain: true }),
    userLine('woken', { origin: { kind: 'task-notification' } }),
  ]
  expect(await humanWords(lines)).toEqual(['Add a cart.', 'And a total.'])
})

test('a slash command with arguments is what a person said', async () => {
  const line = userLine(
    '<command-message>review</command-message>\n<command-name>/review</command-name>\n<command-args>the last commit</command-args>',
  )
  expect(await humanWords([line])).toEqual(['/review the last commit'])
})

test('the words with which a person refuses a call are theirs, and the call failed', async () => {
  const refusal =
    "The user doesn't want to proceed with this tool use. The tool use was rejected. To tell you how to proceed, the user said:\nuse the old table"
  const events = turnsOf(
    await readLog(claudeCode, [
      callLine('t1', 'Edit', { file_path: '/x' }),
      resultLine('t1', refusal, { block: { is_error: true } }),
    ]),
  )
  expect(
    events.map(turn => [turn.kind, turn.failed ?? false, turn.human ?? false, turn.text === 'use the old table']),
  ).toEqual([
    ['tool_call', false, false, false],
    ['tool_result', true, false, false],
    ['text', false, true, true],
  ])
})

test('an output that quotes a refusal is no person', async () => {
  const quote = 'grep: To tell you how to proceed, the user said:\nnothing'
  expect(await humanWords([callLine('t1', 'Bash', { command: 'grep' }), resultLine('t1', quote)])).toEqual([])
})

test('answers to a question are what the person said', async () => {
  const details = { questions: [], answers: { 'Which database?': 'SQLite' } }
  const lines = [callLine('t1', 'AskUserQuestion', {}), resultLine('t1', 'User has answered.', { details })]
  expect(await humanWords(lines)).toEqual(['Which database? → SQLite'])
})

test('a prompt slipped into a running response is kept once', async () => {
  const lines = [
    queueLine('enqueue', 'also the tests'),
    assistantLine([]),
    queueLine('remove'),
    userLine('also the tests'),
  ]
  expect(await humanWords(lines)).toEqual(['also the tests'])
})

test('a prompt that left the queue as a line of its own is kept once', async () => {
  const lines = [queueLine('enqueue', 'and then?'), queueLine('dequeue'), userLine('and then?')]
  expect(await humanWords(lines)).toEqual(['and then?'])
})

test('a prompt that still waits when the log ends is kept, and not told again when the log goes on', async () => {
  const events: unknown[] = []
  const reader = await claudeCode.open(event => events.push(event))
  reader.line(JSON.stringify(queueLine('enqueue', 'fix it')), 1)
  reader.end()
  expect(events).toHaveLength(1)
  reader.line(JSON.stringify(queueLine('dequeue')), 2)
  reader.line(JSON.stringify(userLine('fix it')), 3)
  reader.end()
  expect(events.filter(event => (event as { human?: boolean }).human)).toHaveLength(1)
})

test('a prompt taken back from the queue was not said; a button pressed is not said either', async () => {
  const lines = [
    queueLine('enqueue', 'wait'),
    queueLine('popAll', 'wait'),
    queueLine('enqueue', '/exit'),
    queueLine('remove'),
  ]
  expect(await humanWords(lines)).toEqual([])
})

test('a person may say the same again later', async () => {
  const between = Array.from({ length: 60 }, () => userLine('<bash-stdout>x</bash-stdout>'))
  const lines = [queueLine('enqueue', 'continue'), queueLine('remove'), ...between, userLine('continue')]
  expect(await humanWords(lines)).toEqual(['continue', 'continue'])
})

test('words that the tool adds to a prompt are taken off', async () => {
  expect(await humanWords([userLine('<system-reminder>be brief</system-reminder>Go on')])).toEqual(['Go on'])
})
