/** OpenAI's tokenizer, its table read from the static assets: once for all objects of an isolate, 5 MB. */
import { openBytePairs, type Tokenizer } from '../../core/brief/index.ts'
import type { TokenizerOf } from '../../platform/call.ts'

/** Assets have no host: any does. */
const TABLE = 'https://assets/o200k_base.bin'
let chatgpt: Tokenizer | undefined

/** The estimate counts until `loadTokenizer` has ended, and where it found no table. */
export const tokenizerOf: TokenizerOf = target => (target === 'chatgpt' ? chatgpt : undefined)

/**
 * Never fails: an estimate is better than no brief, and the next object tries again. Two that come at once both load; one
 * that waited for what another request asked for could wait for ever, were that one cut off.
 */
export async function loadTokenizer(assets: Fetcher): Promise<void> {
  if (chatgpt) return
  try {
    const { ok, body } = await assets.fetch(TABLE)
    // Where a table is missing, the page of the dashboard is answered: it does not unzip.
    if (!ok || !body) return
    const packed = await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer()
    chatgpt = openBytePairs(new Uint8Array(packed))
  } catch {
    return
  }
}
