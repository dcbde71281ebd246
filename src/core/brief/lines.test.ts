import { expect, test } from 'vitest'
import { chooseLines, countTokens } from './index.ts'

const filler = Array.from({ length: 60 }, (_, i) => `Then we looked at the next thing on the list, number ${i}.`)

test('lines are chosen from the whole text, exactly as they stand and in their order', () => {
  const text = [
    ...filler,
    'The importer must never drop a row of ledger_0042.',
    ...filler,
    '  Port 48213 is the staging proxy.  ',
  ].join('\n')
  const chosen = chooseLines(text, { lines: 5 })
  expect(chosen.length).toBeLessThanOrEqual(5)
  expect(chosen).toContain('The importer must never drop a row of ledger_0042.')
  expect(chosen).toContain('  Port 48213 is the staging proxy.  ')
  const lines = text.split('\n')
  expect(chosen.map(l => lines.indexOf(l))).toEqual(chosen.map(l => lines.indexOf(l)).sort((a, b) => a - b))
})

test('a budget in tokens is kept', () => {
  expect(countTokens(chooseLines(filler.join('\n'), { tokens: 60 }).join('\n'))).toBeLessThanOrEqual(60)
})

test('empty text and a limit of none give no lines', () => {
  expect(chooseLines('', { lines: 5 })).toEqual([])
  expect(chooseLines('One line that says something.', { lines: 0 })).toEqual([])
  expect(chooseLines('\n\n \n', { tokens: 100 })).toEqual([])
})

test('a short text is kept whole where it fits', () => {
  expect(chooseLines('Fix the build.\nKeep port 8080.', { lines: 15 })).toEqual(['Fix the build.', 'Keep port 8080.'])
})
