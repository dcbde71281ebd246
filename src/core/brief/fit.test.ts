import { expect, test } from 'vitest'
import { renderBrief } from './index.ts'
import { assistant, person, sessionOf } from './testing.ts'

const talk = () =>
  sessionOf([
    person('Please move the invoices of the shop to the new ledger before the audit in March.'),
    ...Array.from({ length: 60 }, (_, i) => [
      person(`Step ${i}: keep the report ${i * 7} as it is, and never delete table_${i}.`),
      assistant(`Decided to write part_${i}.ts through LedgerWriter${i} because the batch of ${i * 13} rows failed.`),
    ]).flat(),
  ])

/** Counts as a model might whose tokens are words and signs. */
const words = { name: 'words', count: (text: string) => text.match(/\w+|[^\w\s]/g)?.length ?? 0 }
/** One that needs three tokens for what is estimated as one. */
const dense = { name: 'dense', count: (text: string) => Math.ceil(text.length * 0.75) }

test.each([50, 200, 700, 3000])("a budget of %d is never exceeded in the reader's own tokens", budgetTokens => {
  for (const tokenizer of [words, dense]) {
    const { markdown, report } = renderBrief(talk(), { budgetTokens, tokenizer })
    expect(tokenizer.count(markdown)).toBeLessThanOrEqual(budgetTokens)
    expect(report).toMatchObject({ tokens: tokenizer.count(markdown), budgetTokens, tokenizer: tokenizer.name })
  }
})

test('what an estimate would leave empty is filled', () => {
  const room = { budgetTokens: 400 }
  const sparse = { name: 'sparse', count: (text: string) => Math.ceil(text.length / 6) }
  const estimated = renderBrief(talk(), room).markdown.length
  expect(renderBrief(talk(), { ...room, tokenizer: sparse }).markdown.length).toBeGreaterThan(estimated * 1.3)
})
