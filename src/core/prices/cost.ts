/** What tokens cost at a price. */
import type { PriceFound } from './find-price.ts'

export interface Tokens {
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  /** All that was written to a cache. */
  readonly cache_write_tokens: number
  /** Those of them that are kept for an hour. */
  readonly cache_write_hour_tokens: number
}

/**
 * In USD. What the maker has no price of its own for costs what input does.
 *
 * @param promptAbove a length that the prompt of each of these responses exceeds; 0 where none is known.
 */
export function costUsd({ price, times }: PriceFound, tokens: Tokens, promptAbove: number): number {
  const rates = price.long && promptAbove >= price.long.above ? price.long : price
  const { input, output, cacheRead = input, cacheWrite = input, cacheWriteHour = cacheWrite } = rates
  const short = tokens.cache_write_tokens - tokens.cache_write_hour_tokens
  const sum =
    tokens.input_tokens * input +
    tokens.output_tokens * output +
    tokens.cache_read_tokens * cacheRead +
    short * cacheWrite +
    tokens.cache_write_hour_tokens * cacheWriteHour
  return (sum * times) / 1_000_000
}
