/** Whether a condition on an account's quota holds: it begins at its threshold and is over only well behind it. */
import type { Forecast, Measure, Returned, Threshold, Verdict, Was, Waste } from './condition.ts'
import { FALSE } from './condition.ts'

/** Of a quota window. Null: not known. */
export interface WindowFacts {
  readonly capacity: number | null
  readonly used: number | null
  /** Infinite where nothing limits it. */
  readonly usable: number | null
  readonly usedRatio: number | null
  readonly resetsAt: number | null
  /** At its reset everything comes back at once: what is used after it is another period's. */
  readonly isWhole: boolean
}

const MARGIN_SHARE = 0.05

/** How far back it must go, in the unit of the measure. */
export const marginOf = ({ per, at, margin }: Measure): number =>
  margin ?? (per === 'share' ? MARGIN_SHARE : at * MARGIN_SHARE)

export function judgeThreshold(condition: Threshold, window: WindowFacts, was: Was | null, now: number): Verdict {
  const until = window.isWhole ? window.resetsAt : null
  const value = readValue(condition, window)
  const held = holdsStill(was, now)
  if (value === null) return { holds: held ? null : false, until, lookAt: window.resetsAt }
  const back = held ? marginOf(condition) : 0
  const holds = condition.of === 'used' ? value >= condition.at - back : value <= condition.at + back
  return holds ? { holds, until, lookAt: window.resetsAt } : FALSE
}

/** Where nothing limits the window, nothing of it is ever used up. */
function readValue({ of, per }: Threshold, { capacity, used, usable, usedRatio }: WindowFacts): number | null {
  if (usable === Number.POSITIVE_INFINITY) return of === 'used' ? 0 : usable
  if (of === 'used') return per === 'share' ? usedRatio : used
  if (per === 'amount' || usable === null) return usable
  return capacity === null || capacity === 0 ? null : usable / capacity
}

/** What held for a period that is over holds for the next one only if that one crosses anew. */
const holdsStill = (was: Was | null, now: number): boolean =>
  was?.holds === true && (was.until === null || was.until > now)

export interface ForecastFacts {
  /** That it runs out before its reset, 0..1; null: not known. */
  readonly probability: number | null
  readonly resetsAt: number | null
}

/** A probability moves with every use; it is over when it has become clearly smaller. */
const PROBABILITY_MARGIN = 0.15

export function judgeForecast(condition: Forecast, facts: ForecastFacts, was: Was | null, now: number): Verdict {
  const { probability, resetsAt } = facts
  const held = holdsStill(was, now)
  if (probability === null) return { holds: held ? null : false, until: resetsAt, lookAt: resetsAt }
  const holds = probability >= condition.probability - (held ? PROBABILITY_MARGIN : 0)
  return holds ? { holds, until: resetsAt, lookAt: resetsAt } : FALSE
}

/** Of an account's main measure. */
export interface LossFacts {
  readonly capacity: number
  readonly lost: number
  readonly losesAt: number | null
}

export function judgeWaste(
  condition: Waste,
  { capacity, lost, losesAt }: LossFacts,
  was: Was | null,
  now: number,
): Verdict {
  if (losesAt === null || losesAt <= now) return FALSE
  // A clock that was set back moves the reset away again: it has been told of all the same.
  const told = was?.holds === true && was.until === losesAt
  const value = condition.per === 'share' ? lost / Math.max(1, capacity) : lost
  if (value < condition.at - (told ? marginOf(condition) : 0)) return FALSE
  const near = losesAt - condition.minutes * 60_000
  return told || now >= near ? { holds: true, until: losesAt, lookAt: losesAt } : { holds: false, lookAt: near }
}

export interface StandingFacts {
  readonly isExhausted: boolean
  /** 0..1 */
  readonly leftRatio: number
}

/** For so long its return is news. */
const NEWS_MS = 86_400_000

export function judgeReturned(condition: Returned, facts: StandingFacts, was: Was | null, now: number): Verdict {
  if (facts.isExhausted) return { holds: false, armed: true, lookAt: null }
  if (was?.holds) {
    const until = was.until ?? now + NEWS_MS
    return now < until ? { holds: true, until, lookAt: until } : FALSE
  }
  if (!was?.armed) return FALSE
  if (facts.leftRatio < condition.at) return { holds: false, armed: true, lookAt: null }
  return { holds: true, until: now + NEWS_MS, lookAt: now + NEWS_MS }
}
