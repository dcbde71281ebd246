/** What it would cost, in credits, to give a session to an account: the fewer are wasted, the better the choice. */
import type { Candidate, Learned, Wish } from './candidate.ts'

/** Tuned with `bench/pool` on other seeds than those it reports. */
const WEIGHTS = {
  /** A change of account in mid-session: the person is disturbed, the briefing read anew. */
  rotation: 20,
  /** The prompt cache of the account that worked last. */
  warmCache: 2,
  /** Hours ahead at which a credit that will be lost is half as dear as one that keeps. */
  halfHours: 24,
  /** What a session uses in an hour, breaks included: so many hours before its loss an account must be begun with. */
  creditsPerHour: 20,
  /** Before any session is known: so many, of which so many finished. */
  priorSessions: 5,
  priorFinished: 4,
}

/** All in credits. */
export interface Weight {
  /** The sum. */
  readonly cost: number
  /** Of what such a session uses, that which would not have been lost otherwise. */
  readonly kept: number
  readonly rotation: number
  /** Used by sessions that come to nothing. */
  readonly unfinished: number
  /** Taken off the sum. */
  readonly warmCache: number
}

const HOUR_MS = 3_600_000

export function weighBalanced(candidate: Candidate, wish: Wish): Weight {
  const typical = wish.need?.typical ?? wish.minCredits
  const high = Math.max(typical, wish.need?.high ?? typical)
  const kept = dearness(candidate, wish.now) * typical
  const rotation = WEIGHTS.rotation * shareCutOff(candidate.creditsAvailable, typical, high)
  const unfinished = (1 - finishedShare(candidate.learned)) * typical
  const warmCache = candidate.sticky ? WEIGHTS.warmCache : 0
  return { cost: kept + rotation + unfinished - warmCache, kept, rotation, unfinished, warmCache }
}

/** 0: lost soon if it is not used now; 1: it keeps. */
function dearness({ lostAtReset, losesAt }: Candidate, now: number): number {
  if (losesAt === null || lostAtReset <= 0) return 1
  const hours = (losesAt - now) / HOUR_MS - lostAtReset / WEIGHTS.creditsPerHour
  return hours <= 0 ? 0 : hours / (hours + WEIGHTS.halfHours)
}

/** How likely such a session outlasts the account, 0..1: a half at its typical use, a tenth at its high one. */
function shareCutOff(available: number, typical: number, high: number): number {
  if (available >= high) return high > typical ? 0.1 * (high / available) : 0
  if (available >= typical) return 0.5 - (0.4 * (available - typical)) / (high - typical)
  return 1 - (0.5 * available) / typical
}

/** Smoothed, so that one session says little. */
function finishedShare(learned: Learned | undefined): number {
  const { sessions, finished } = learned ?? { sessions: 0, finished: 0 }
  return (finished + WEIGHTS.priorFinished) / (sessions + WEIGHTS.priorSessions)
}
