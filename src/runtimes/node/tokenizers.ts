/** The tokenizers that model makers have published: OpenAI's only (November 2026); the others are estimated. */
import { createRequire } from 'node:module'
import type { Tokenizer } from '../../core/brief/index.ts'
import type { TokenizerOf } from '../../platform/call.ts'

type Encoding = typeof import('gpt-tokenizer/encoding/o200k_base')

/** Of GPT-4o and everything since. */
const NAME = 'o200k_base'
/** What looks like a control token in a brief is quoted text. */
const AS_TEXT = { disallowedSpecial: new Set<string>() }
let chatgpt: Tokenizer | undefined

/** Its table takes 85 MB and about 150 ms to load: it is read when somebody first hands work to ChatGPT. */
export const tokenizerOf: TokenizerOf = target => {
  if (target !== 'chatgpt') return undefined
  chatgpt ??= load()
  return chatgpt
}

function load(): Tokenizer {
  const { countTokens } = createRequire(import.meta.url)(`gpt-tokenizer/encoding/${NAME}`) as Encoding
  return { name: NAME, count: text => countTokens(text, AS_TEXT) }
}
