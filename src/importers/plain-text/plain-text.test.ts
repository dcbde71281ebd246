import { expect, test } from 'vitest'
import { recognise } from '../recognise.ts'
import { readLog, spoken, turnsOf } from '../testing/read-log.ts'
import { plainText } from './importer.ts'

test.each([
  ['User: and Assistant:', 'User: add\nmore\n\nAssistant: done'],
  ['Human: and AI:', 'Human: add\nmore\nAI: done'],
  ['pasted from ChatGPT', 'You said:\nadd\nmore\n\nChatGPT said:\ndone\n'],
  ['names alone', 'You\nadd\nmore\nChatGPT\ndone'],
  ['times', '[12:03] Ana: add\nmore\n[12:04] Claude: done'],
  ['dates', '12/03/24, 10:11 - Ana: add\nmore\n12/03/24, 10:12 - Meta AI: done'],
])('%s: who speaks is known', async (_, text) => {
  expect(recognise(text)?.id).toBe('plain-text')
  expect(await spoken(plainText, text)).toEqual(['user/text: add\nmore', 'assistant/text: done'])
})

test('a time with its date is told', async () => {
  const turns = turnsOf(await readLog(plainText, ['[2026-02-03 12:03:11] Ana: hi', '[2026-02-03 12:03:15] AI: hello']))
  expect(turns.map(turn => turn.at)).toEqual([Date.UTC(2026, 1, 3, 12, 3, 11), Date.UTC(2026, 1, 3, 12, 3, 15)])
})

test('a text without speakers is a person’s notes, a turn for every block', async () => {
  const turns = turnsOf(await readLog(plainText, ['Plan for March', '- port 8443', '', '', 'Ask Budi: the invoice.']))
  expect(turns.map(turn => [turn.key, turn.role, turn.human, turn.text])).toEqual([
    ['L1', 'user', true, 'Plan for March\n- port 8443'],
    ['L5', 'user', true, 'Ask Budi: the invoice.'],
  ])
})

test('no block of notes is longer than 4 kB, and no word is lost', async () => {
  const words = Array.from({ length: 3000 }, (_, index) => `word${index}`)
  const lines = [words.slice(0, 1500).join(' '), ...words.slice(1500)]
  const turns = turnsOf(await readLog(plainText, lines))
  expect(Math.max(...turns.map(turn => turn.text.length))).toBeLessThanOrEqual(4096)
  expect(turns.flatMap(turn => turn.text.split(/\s+/))).toEqual(words)
  expect(new Set(turns.map(turn => turn.key)).size).toBe(turns.length)
})

test.each([
  ['JSON', '{"a": 1}'],
  ['a JSON array', '[\n  {"a": 1}\n]'],
  ['HTML', '<!doctype html><p>hi'],
  ['CSV', 'name,port,host\na,1,x\nb,2,y\nc,3,z\n'],
  ['source code', "import { a } from './a.ts'\n\nexport function run() {\n  return a();\n}\n"],
  ['bytes', 'PK\u0003\u0004\u0000\u0000'],
  ['text with a NUL', `${'words '.repeat(50)}\u0000`],
  ['bytes without NUL', '\u0001\u0002\u0003abc\ufffd\ufffd'],
  ['nothing', '  \n'],
])('%s is not a transcript', (_, head) => {
  expect(recognise(head)).toBeNull()
})

test.each([
  'Buy milk, eggs, bread, tea\nCall Ana, Budi, Citra, Dewi\nPay rent, water, power, phone\nRest, walk, read, sleep',
  'Notes: we chose SQLite.\nPort is 8443.\n\nAsk about the deadline.',
])('notes are taken, with little confidence', head => {
  expect(plainText.recognise(head)).toBe(0.1)
})
