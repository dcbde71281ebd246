import { expect, test } from 'vitest'
import { readLog, spoken, turnsOf } from '../testing/read-log.ts'
import { FENCE } from '../testing/texts.ts'
import { markdownChat } from './importer.ts'

test.each([
  [
    'Cursor export',
    '# Totals\n_Exported on 1/2/2026 from Cursor (1.7.2)_\n\n---\n\n**User**\n\nadd\n\n---\n\n**Cursor**\n\ndone\n\n---\n',
  ],
  ['Copilot export', '## @ana\n\nadd\n\n## Copilot\n\ndone'],
  ['headings', '# Chat\n\n## User\n\nadd\n\n## Assistant\n\ndone\n'],
  ['headings with the words behind them', '### Human: add\n\n### Assistant: done'],
  ['pasted from ChatGPT', '# You\nadd\n# ChatGPT\ndone'],
  ['ChatGPT exporter', '#### You:\nadd\n\n#### ChatGPT:\ndone'],
  ['bold with the words behind them', '**You:** add\n\n**ChatGPT:** done'],
  ['bold, colon outside', '**Human**: add\n\n**GPT-4o**: done'],
  ['bold with a time', '**User** (12:03)\n\nadd\n\n**Claude** (12:04)\n\ndone'],
  ['said', '## You said:\nadd\n\n## ChatGPT said:\ndone'],
  ['pictures before the names', '## 🧑 User\nadd\n\n## 🤖 Genspark\ndone'],
  ['prompt and response', '## Prompt:\nadd\n\n## Response:\ndone'],
  ['Indonesian', '## Anda\nadd\n\n## Asisten\ndone'],
])('%s: who speaks is known', async (_, text) => {
  expect(markdownChat.recognise(text)).toBeGreaterThanOrEqual(0.6)
  expect(await spoken(markdownChat, text)).toEqual(['user/text: add', 'assistant/text: done'])
  expect(turnsOf(await readLog(markdownChat, text.split('\n')))[0]?.human).toBe(true)
})

test('words that only look like a name are not taken for a speaker', async () => {
  const text =
    '## User\n\nhow?\n\n## Assistant\n\n### Response\n\nyes\n\n**User**: the table\n\n## Model\n\nbig\n\n**You** may go.'
  expect(await spoken(markdownChat, text)).toHaveLength(2)
})

test('a chat quoted in a code fence is not the chat', async () => {
  const text = `## User\n\n${FENCE}\n## Assistant\nhi\n${FENCE}\n\nwhat is this?\n\n## Assistant\n\na quote`
  expect(await spoken(markdownChat, text)).toEqual([
    `user/text: ${FENCE}\n## Assistant\nhi\n${FENCE}\n\nwhat is this?`,
    'assistant/text: a quote',
  ])
})

test('a chat quoted at the beginning does not tell how this chat marks its speakers', async () => {
  const text = `${FENCE}\n## User\nhi\n## Assistant\nhello\n${FENCE}\n\n**User**\n\nadd\n\n---\n\n**Cursor**\n\ndone`
  expect(await spoken(markdownChat, text)).toEqual(['user/text: add', 'assistant/text: done'])
})

test('a bold word that begins a sentence, and a heading about an assistant, are no speakers', async () => {
  const bold = '**User**\n\nwho?\n\n**Assistant**\n\n**You** may go.\n**AI** helps.'
  expect(await spoken(markdownChat, bold)).toHaveLength(2)
  const headings = '## User\n\nhow?\n\n## Claude Sonnet 4.5\n\nso\n\n## Claude setup guide\n\nsteps'
  expect(await spoken(markdownChat, headings)).toEqual([
    'user/text: how?',
    'assistant/text: so\n\n## Claude setup guide\n\nsteps',
  ])
})

test('the title and the version of the export are told', async () => {
  const text =
    '# Totals\n_Exported on 1/2/2026 at 10:00 GMT from Cursor (1.7.2)_\n\n---\n\n**User**\n\na\n\n---\n\n**Cursor**\n\nb'
  expect((await readLog(markdownChat, text.split('\n')))[0]).toEqual({
    type: 'meta',
    line: 1,
    title: 'Totals',
    toolVersion: '1.7.2',
  })
})

test('a document in which nobody answers is no chat', () => {
  expect(markdownChat.recognise('# Guide\n\n## User\n\nA user has a name.\n\n## Order\n\nAn order has a sum.')).toBe(0)
})

test('when the document grows, only what is new or has grown is told', async () => {
  const events: unknown[] = []
  const reader = await markdownChat.open(event => events.push(event))
  const feed = (text: string, from: number) =>
    text.split('\n').forEach((line, index) => void reader.line(line, from + index))
  feed('## User\nadd\n## Assistant\nwork', 1)
  reader.end()
  expect(events).toHaveLength(2)
  feed('done\n## User\nthanks', 5)
  reader.end()
  expect(events.slice(2)).toMatchObject([
    { key: 'L3', text: 'work\ndone' },
    { key: 'L6', text: 'thanks' },
  ])
})
