/** What a response, or a whole run, cost: named as litellm names it, or as OpenHands adds it up. */
import type { UsageEvent } from '../../core/transcript/event.ts'
import { number, object, string } from '../../core/transcript/json.ts'

export function usageOf(value: unknown, key: string, line: number, model: string | undefined): UsageEvent | undefined {
  const told = object(value)
  const counts = object(told?.accumulated_token_usage) ?? told
  if (!counts) return undefined
  const details = object(counts.prompt_tokens_details)
  const input = number(counts.prompt_tokens) ?? 0
  const outputTokens = number(counts.completion_tokens) ?? 0
  if (input + outputTokens === 0) return undefined
  const cacheReadTokens =
    number(counts.cache_read_tokens) ?? number(counts.cache_read_input_tokens) ?? number(details?.cached_tokens) ?? 0
  const cacheWriteTokens = number(counts.cache_write_tokens) ?? number(counts.cache_creation_input_tokens) ?? 0
  return {
    type: 'usage',
    key,
    line,
    model: string(counts.model) || model || 'unknown',
    // The prompt includes what came from the cache.
    inputTokens: Math.max(0, input - cacheReadTokens - cacheWriteTokens),
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
  }
}
