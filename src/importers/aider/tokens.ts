/** `Tokens: 12k sent, 4.5k cache write, 10k cache hit, 1.2k received. Cost: …`, rounded as Aider says it. */
import type { Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'

export function readTokens(text: string, key: string, place: Place, model = 'unknown'): UsageEvent | undefined {
  if (!text.startsWith('Tokens: ')) return undefined
  const amount = (what: string): number => {
    const [, digits, unit] = new RegExp(`([\\d.,]+)([kM]?) ${what}`).exec(text) ?? []
    if (!digits) return 0
    const value = Number(digits.replaceAll(',', ''))
    return Number.isFinite(value) ? Math.round(value * (unit === 'k' ? 1000 : unit === 'M' ? 1_000_000 : 1)) : 0
  }
  const [sent, received, hit, write] = [amount('sent'), amount('received'), amount('cache hit'), amount('cache write')]
  if (sent + received === 0) return undefined
  return {
    type: 'usage',
    key,
    line: place.line,
    model,
    // What was sent includes what came from the cache.
    inputTokens: Math.max(0, sent - hit - write),
    outputTokens: received,
    cacheReadTokens: hit,
    cacheWriteTokens: write,
  }
}
