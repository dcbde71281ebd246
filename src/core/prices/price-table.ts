/** What models cost, as of a day: USD per million tokens, by the model's name. */

/** Absent: the maker states no such price; then those tokens cost what input does. */
export interface Rates {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  /** Written to a cache that lasts five minutes. */
  readonly cacheWrite?: number
  /** Written to a cache that lasts an hour. */
  readonly cacheWriteHour?: number
}

export interface ModelPrice extends Rates {
  /** Of a response whose whole prompt, cache included, is longer than `above` tokens. */
  readonly long?: Rates & { readonly above: number }
  /** So many times as much in the fast mode. */
  readonly fast?: number
}

export interface PriceTable {
  /** The day that the prices are of, `2026-11-10`. */
  readonly dated: string
  readonly source: string
  readonly models: Readonly<Record<string, ModelPrice>>
}

/** Both tables as one: of a model that both know, the newer one's price; of the others, what either says. */
export function mergeTables(a: PriceTable, b: PriceTable): PriceTable {
  const [older, newer] = a.dated <= b.dated ? [a, b] : [b, a]
  return { dated: newer.dated, source: newer.source, models: { ...older.models, ...newer.models } }
}
