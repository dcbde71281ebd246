/** The tokenizers that model makers have published: OpenAI's only (November 2026); the others are estimated. */
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { openBytePairs, type Tokenizer } from '../../core/brief/index.ts'
import type { TokenizerOf } from '../../platform/call.ts'

/** The build of the dashboard takes it along, so that a Worker finds it among its static assets. */
const TABLE = new URL('../../../web/public/o200k_base.bin', import.meta.url)
let chatgpt: Tokenizer | undefined

/** Its table is read when somebody first hands work to ChatGPT. */
export const tokenizerOf: TokenizerOf = target => {
  if (target !== 'chatgpt') return undefined
  chatgpt ??= open(TABLE)
  return chatgpt
}

/** Undefined where the table is missing or damaged: an estimate is better than no brief, and the report says which it was. */
export function open(table: URL): Tokenizer | undefined {
  try {
    return openBytePairs(gunzipSync(readFileSync(table)))
  } catch {
    return undefined
  }
}
