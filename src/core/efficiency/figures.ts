/** Figures that say from how many sessions they come; what nobody knows is null, never 0. */

export interface Figure {
  readonly value: number | null
  /** How many it was known of. */
  readonly sessions: number
}

type Known = readonly (number | null)[]

export const totalOf = (values: Known): Figure => figureOf(values, sum)
export const meanOf = (values: Known): Figure => figureOf(values, known => sum(known) / known.length)
export const medianOf = (values: Known): Figure => figureOf(values, median)

function figureOf(values: Known, measure: (known: readonly number[]) => number): Figure {
  const known = values.filter(value => value !== null)
  return { value: known.length === 0 ? null : withoutNoise(measure(known)), sessions: known.length }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)

function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  const upper = sorted[sorted.length >> 1] ?? 0
  const lower = sorted[(sorted.length - 1) >> 1] ?? 0
  return (lower + upper) / 2
}

/** Sums of floating numbers end in noise; costs are told to a millionth of a dollar. */
const withoutNoise = (n: number) => Math.round(n * 1_000_000) / 1_000_000
