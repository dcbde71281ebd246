/** The windows that a stream of uses fills, and the moments at which one may ask how each ends. */
import type { Use } from './streams.ts'

export type Kind = '5 hours' | 'a day' | 'a week'
export const KINDS: readonly Kind[] = ['5 hours', 'a day', 'a week']

export interface Span {
  readonly from: number
  readonly until: number
  /** Everything that is used in it. */
  readonly total: number
}

export interface Moment {
  readonly now: number
  readonly span: Span
  /** Used in the window so far. */
  readonly used: number
}

const HOUR_MS = 3_600_000
const LENGTH_MS: Readonly<Record<Kind, number>> = {
  '5 hours': 5 * HOUR_MS,
  'a day': 24 * HOUR_MS,
  'a week': 168 * HOUR_MS,
}
const ASK_EVERY_MS: Readonly<Record<Kind, number>> = {
  '5 hours': 0.5 * HOUR_MS,
  'a day': 2 * HOUR_MS,
  'a week': 6 * HOUR_MS,
}

/** That of five hours opens with a first use; days and weeks begin at midnight, used or not. */
export function spansOf(uses: readonly Use[], kind: Kind): Span[] {
  const length = LENGTH_MS[kind]
  const first = uses[0]?.at ?? 0
  const last = uses.at(-1)?.at ?? 0
  const starts: number[] = []
  if (kind === '5 hours') {
    for (const { at } of uses) if (at >= (starts.at(-1) ?? Number.NEGATIVE_INFINITY) + length) starts.push(at)
  } else {
    const midnight = Math.ceil(first / (24 * HOUR_MS)) * 24 * HOUR_MS
    for (let from = midnight; from + length <= last; from += length) starts.push(from)
  }
  return starts
    .filter(from => from + length <= last)
    .map(from => ({ from, until: from + length, total: usedBetween(uses, from, from + length) }))
}

/** Moments of the spans at which less than the capacity is used. */
export function momentsOf(uses: readonly Use[], spans: readonly Span[], kind: Kind, capacity: number): Moment[] {
  return spans.flatMap(span => {
    const moments: Moment[] = []
    for (let now = span.from + ASK_EVERY_MS[kind] / 2; now < span.until; now += ASK_EVERY_MS[kind]) {
      const used = usedBetween(uses, span.from, now)
      if (used < capacity) moments.push({ now, span, used })
    }
    return moments
  })
}

/** From `from` on, before `until`. */
export function usedBetween(uses: readonly Use[], from: number, until: number): number {
  let sum = 0
  for (let i = firstAt(uses, from); i < uses.length && uses[i]!.at < until; i++) sum += uses[i]!.amount
  return sum
}

/** The first use at or after the time. */
export function firstAt(uses: readonly Use[], at: number): number {
  let low = 0
  let high = uses.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (uses[middle]!.at < at) low = middle + 1
    else high = middle
  }
  return low
}
