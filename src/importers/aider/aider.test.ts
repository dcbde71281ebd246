import { expect, test } from 'vitest'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { FENCE } from '../testing/texts.ts'
import { aider } from './importer.ts'

/** `·` stands for the two spaces that end Aider's own lines. */
const log = (text: string) => text.replaceAll('·', '  ').split('\n')
const FIRST = `
# aider chat started at 2025-03-01 09:30:00

> /usr/bin/aider --model sonnet·
> Aider v0.75.1·
> Main model: claude-3-7-sonnet with diff edit format, infinite output·
> Git repo: .git with 25 files·

#### add a total·
####·
#### and keep the cents·

Sure.

#### What changes

> quoted by the model

src/tide.py
${FENCE}python
<<<<<<< SEARCH
    return a
=======
    return a + b
>>>>>>> REPLACE
${FENCE}

> Tokens: 12k sent, 1.5k cache write, 10k cache hit, 342 received. Cost: $0.05 message, $0.10 session.·
> Applied edit to src/tide.py·
> Commit 8f1a2b3 feat: add a total·
> Run shell command? (Y)es/(N)o/(D)on't ask again [Yes]: y·
> Running pytest -q·
> Added 12 lines of output to the chat.·
`
const SECOND = `
# aider chat started at 2025-03-02 10:00:00

> Main model: gpt-4o with diff edit format·

#### /add README.md·

> Added README.md to the chat.·

#### /ask why is it slow?·

It waits.

#### /run npm test·

> 1 SEARCH/REPLACE block failed to match!·
`
const LEFT = '\n# aider chat started at 2025-03-01 12:00:00\n\n> Aider v0.75.1·\n'

const read = async (text: string) => await readLog(aider, log(text))
const sessions = (events: readonly TranscriptEvent[]) =>
  events.flatMap(event => (event.type === 'session' ? [event] : []))

test('every run in which something was said is a session, named by its time and its first prompt', async () => {
  const found = sessions(await read(FIRST + LEFT + SECOND))
  expect(found.map(({ title }) => title)).toEqual(['add a total', undefined])
  expect(found[0]?.sessionKey).toMatch(/^2025-03-01 09:30:00 /)
  expect(found[1]?.sessionKey).toMatch(/^2025-03-02 10:00:00 /)
})

test('a prompt is the run of lines that end with two spaces; headings and quotes of the model are its own', async () => {
  const turns = turnsOf(await read(FIRST)).filter(turn => turn.kind === 'text')
  expect(turns[0]).toMatchObject({
    role: 'user',
    human: true,
    text: 'add a total\n\nand keep the cents',
  })
  expect(turns[1]?.role).toBe('assistant')
  expect(turns[1]?.text).toContain('#### What changes\n\n> quoted by the model')
  expect(turns).toHaveLength(2)
})

test('edits, commits and commands are calls, with what changed', async () => {
  const calls = turnsOf(await read(FIRST)).filter(turn => turn.kind === 'tool_call')
  expect(calls.map(({ text, files, command }) => [text, files, command?.line])).toEqual([
    ['edit src/tide.py', [{ path: 'src/tide.py', touch: 'edited' }], undefined],
    ['Commit 8f1a2b3 feat: add a total', undefined, 'git commit -m "feat: add a total"'],
    ['pytest -q', undefined, 'pytest -q'],
  ])
  expect(calls[0]?.tool?.input).toEqual({
    edits: [{ path: 'src/tide.py', old_string: '    return a', new_string: '    return a + b' }],
  })
})

test('what an answer cost counts, on the model that the run began with', async () => {
  const events = await read(FIRST)
  expect(events.filter(event => event.type === 'usage')).toMatchObject([
    {
      model: 'claude-3-7-sonnet',
      inputTokens: 500,
      outputTokens: 342,
      cacheReadTokens: 10_000,
      cacheWriteTokens: 1500,
    },
  ])
  const facts = events.filter(event => event.type === 'meta')
  expect(Object.assign({}, ...facts)).toMatchObject({
    model: 'claude-3-7-sonnet',
    toolVersion: '0.75.1',
    commit: '8f1a2b3',
  })
})

test('commands to Aider and to the shell are not what a person said to the model', async () => {
  const turns = turnsOf(await read(SECOND))
  expect(turns.filter(turn => turn.human).map(turn => turn.text)).toEqual(['why is it slow?'])
  expect(turns.find(turn => turn.text === '/run npm test')).toMatchObject({
    kind: 'note',
    command: { line: 'npm test' },
  })
  expect(turns.find(turn => turn.tool?.name === 'add')?.files).toEqual([{ path: 'README.md', touch: 'read' }])
  expect(turns.at(-1)).toMatchObject({ kind: 'note', failed: true })
})

test('a run keeps its name and its turns their keys while the history grows, wherever it begins', async () => {
  const keysOf = async (text: string) => {
    const events = await read(text)
    return [sessions(events).at(0)?.sessionKey, ...turnsOf(events).map(turn => turn.key)]
  }
  const whole = await keysOf(SECOND)
  const cut = SECOND.slice(0, SECOND.indexOf('#### /run'))
  const before = await keysOf(cut)
  expect(whole.slice(0, before.length)).toEqual(before)
  const later = await read(FIRST + SECOND)
  expect(sessions(later)[1]?.sessionKey).toBe(whole[0])
  expect(
    turnsOf(later)
      .slice(-whole.length + 1)
      .map(turn => turn.key),
  ).toEqual(whole.slice(1))
  const [a, b] = sessions(await read(SECOND + SECOND))
  expect(a?.sessionKey).not.toBe(b?.sessionKey)
})

test('line breaks of Windows change nothing', async () => {
  const clean = turnsOf(await read(FIRST)).map(turn => turn.text)
  expect(
    turnsOf(
      await readLog(
        aider,
        log(FIRST).map(line => `${line}\r`),
      ),
    ).map(turn => turn.text),
  ).toEqual(clean)
})

test('only the first turn of a run has a time: the history tells no other', async () => {
  expect(turnsOf(await read(SECOND)).map(turn => turn.at !== undefined)).toEqual([true, ...Array(6).fill(false)])
})

test('it is recognised by its first line', () => {
  expect(aider.recognise(FIRST)).toBeGreaterThan(0.95)
  expect(aider.recognise('# aider chat\n#### started')).toBe(0)
})
