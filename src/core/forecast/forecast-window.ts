/** When a window runs out: never one time, but a range and how likely, or what is missing for one. Instants are epoch milliseconds. */
import { chooseSources, explainMissing } from './choose-sources.ts'
import { drawFutures, type Future } from './draw-futures.ts'
import { explainForecast } from './explain-forecast.ts'
import { DAY_SLOTS, openHistory, SLOT_MS, type Use } from './history.ts'

export interface Question {
  /** Of the account in the window's unit, in any order; those of the future do not count. */
  readonly uses: readonly Use[]
  /** Of the project that it works for, on whichever accounts. */
  readonly projectUses?: readonly Use[]
  /** What of the window may still be used; null: not known. */
  readonly left: number | null
  /** Null: it does not come back, or nobody knows when. */
  readonly resetsAt: number | null
  readonly now: number
}

/** The range holds it four times of five. */
export interface Range<T> {
  readonly low: T
  readonly likely: T
  readonly high: T
}

export type Forecast =
  | { readonly kind: 'unknown'; readonly because: readonly string[] }
  | {
      readonly kind: 'range'
      /** Null: not before `until`. */
      readonly runsOut: {
        readonly earliest: number | null
        readonly likely: number | null
        readonly latest: number | null
      }
      /** That it runs out before `until`, 0..1. */
      readonly probability: number
      /** What would be used until then, if there were enough. */
      readonly used: Range<number>
      readonly leftAtReset: Range<number>
      /** The reset; where there is none, how far was looked. */
      readonly until: number
      readonly because: readonly string[]
    }

const DAY_MS = DAY_SLOTS * SLOT_MS
/** How far is looked where nothing comes back. */
const LOOK_DAYS = 28
const COUNT = 400

export function forecastWindow({ uses, projectUses = [], left: said, resetsAt, now }: Question): Forecast {
  if (said === null) return { kind: 'unknown', because: ['what is left is not known'] }
  if (!Number.isFinite(said)) return { kind: 'unknown', because: ['nothing limits it'] }
  const left = Math.max(0, said)
  if (resetsAt !== null && resetsAt <= now) return { kind: 'unknown', because: ['its reset has passed'] }
  const until = resetsAt ?? now + LOOK_DAYS * DAY_MS
  const lengthMs = until - now
  const own = openHistory(uses, now)
  const project = openHistory(projectUses, now)
  const sources = chooseSources(own, project, lengthMs)
  if (sources.length === 0) return { kind: 'unknown', because: [explainMissing(own, lengthMs)] }
  const futures = sources.flatMap(({ history, share, sizedBy }) =>
    drawFutures(history, { left, lengthMs, count: Math.round(COUNT * share), sizedBy }),
  )
  return { ...measureFutures(futures, { left, now, until }), because: explainForecast(own, sources) }
}

interface Look {
  readonly left: number
  readonly now: number
  readonly until: number
}

function measureFutures(futures: readonly Future[], { left, now, until }: Look) {
  const used = rangeOf(futures.map(future => future.used))
  const outAfter = futures.map(({ outAfterMs }) => outAfterMs ?? Number.POSITIVE_INFINITY).sort(ascending)
  const at = (share: number) => {
    const after = quantile(outAfter, share)
    return after === Number.POSITIVE_INFINITY ? null : Math.round(now + after)
  }
  const out = outAfter.filter(Number.isFinite).length
  const leftOver = (amount: number) => Math.max(0, left - amount)
  return {
    kind: 'range' as const,
    runsOut: { earliest: at(0.1), likely: at(0.5), latest: at(0.9) },
    // That none of the futures did is no proof that none will.
    probability: left <= 0 ? 1 : (out + 0.5) / (futures.length + 1),
    used,
    leftAtReset: { low: leftOver(used.high), likely: leftOver(used.likely), high: leftOver(used.low) },
    until,
  }
}

/** Four fifths of the values. Where many are the least of all, nothing lies below: then the range reaches less far up. */
function rangeOf(values: readonly number[]): Range<number> {
  const sorted = values.toSorted(ascending)
  const low = quantile(sorted, 0.1)
  const below = sorted.findIndex(value => value >= low) / sorted.length
  return { low, likely: quantile(sorted, 0.5), high: quantile(sorted, below + 0.8) }
}

const ascending = (a: number, b: number) => a - b

function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))]!
}
