import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { loadTokenizer, tokenizerOf } from '../../src/runtimes/workers/tokenizer.ts'

/** The folder web/public, as vitest.config.ts binds it: the same files that a deployment serves. */
const { PUBLIC_FILES } = env as unknown as { PUBLIC_FILES: Fetcher }
/** What a deployment without the table answers: its page. */
const withoutTable = { fetch: () => PUBLIC_FILES.fetch('https://assets/theme.js') } as unknown as Fetcher

test('a Worker counts as OpenAI does once its table is loaded, and estimates before', async () => {
  expect(tokenizerOf('chatgpt')).toBeUndefined()
  await loadTokenizer(withoutTable)
  expect(tokenizerOf('chatgpt')).toBeUndefined()
  await Promise.all([loadTokenizer(PUBLIC_FILES), loadTokenizer(PUBLIC_FILES)])
  const chatgpt = tokenizerOf('chatgpt')
  expect(chatgpt?.name).toBe('o200k_base')
  expect(chatgpt?.count("Don't lock the whole bookings table. 数据库 🔄 <|endoftext|>")).toBe(18)
  await loadTokenizer(withoutTable)
  expect(tokenizerOf('chatgpt')).toBe(chatgpt)
  expect(tokenizerOf('claude')).toBeUndefined()
})
