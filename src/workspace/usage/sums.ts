/** Adds slices up to tokens and what they cost. */
import { costUsd } from '../../core/prices/cost.ts'
import { openPrices } from '../../core/prices/find-price.ts'
import type { PriceTable } from '../../core/prices/price-table.ts'
import type { Slice } from './read-store.ts'
import type { UsageTotals } from './schema.ts'

export interface Pricing {
  /** Lengths of a prompt above which some model of the table costs more. */
  readonly thresholds: readonly number[]
  /** Null: no price is known, and the log states no cost. */
  costOf(slice: Slice): number | null
  /** Models without a known price that were met. */
  readonly unpriced: Set<string>
}

export function openPricing(table: PriceTable): Pricing {
  const find = openPrices(table)
  const above = Object.values(table.models).flatMap(({ long }) => (long ? [long.above] : []))
  const thresholds = [...new Set(above)].sort((a, b) => a - b)
  const unpriced = new Set<string>()
  return {
    thresholds,
    unpriced,
    costOf(slice) {
      // What the log states was charged, or would have been; a table can only say so afterwards.
      if (slice.told_usd !== null) return slice.told_usd
      const found = find(slice.model)
      if (found) return costUsd(found, slice, thresholds[slice.band - 1] ?? 0)
      unpriced.add(slice.model)
      return null
    },
  }
}

export interface Sum {
  add(slice: Slice): void
  total(): UsageTotals
  readonly models: Set<string>
}

export function openSum({ costOf }: Pricing): Sum {
  const sums = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 }
  const models = new Set<string>()
  let cost: number | null = null
  let total_tokens = 0
  let unpriced_tokens = 0
  return {
    models,
    add(slice) {
      models.add(slice.model)
      sums.input_tokens += slice.input_tokens
      sums.output_tokens += slice.output_tokens
      sums.cache_read_tokens += slice.cache_read_tokens
      sums.cache_write_tokens += slice.cache_write_tokens
      const { input_tokens, output_tokens, cache_read_tokens, cache_write_tokens } = slice
      const tokens = input_tokens + output_tokens + cache_read_tokens + cache_write_tokens
      total_tokens += tokens
      const known = costOf(slice)
      if (known === null) unpriced_tokens += tokens
      else cost = (cost ?? 0) + known
    },
    total: () => ({ ...sums, total_tokens, cost_usd: cost === null ? null : toMicros(cost), unpriced_tokens }),
  }
}

/** Sums of floating numbers end in noise. */
const toMicros = (usd: number): number => Math.round(usd * 1_000_000) / 1_000_000
