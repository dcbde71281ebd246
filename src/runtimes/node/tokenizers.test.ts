import { expect, test } from 'vitest'
import { open, tokenizerOf } from './tokenizers.ts'

test("OpenAI's models are counted by their own tokenizer, every other is estimated", () => {
  expect(tokenizerOf('chatgpt')).toMatchObject({ name: 'o200k_base' })
  expect(tokenizerOf('chatgpt')).toBe(tokenizerOf('chatgpt'))
  expect(tokenizerOf('claude')).toBeUndefined()
})

test('where the table is missing or damaged, the estimate counts', () => {
  expect(open(new URL('gone.bin', import.meta.url))).toBeUndefined()
  expect(open(new URL(import.meta.url))).toBeUndefined()
})
