/**
 * What is left of a quota window, from all that is known of it: derived anew each time from the newest evidence, so that
 * an early reset, a late one and a window that drifts need nothing remembered. Instants are epoch milliseconds.
 */
import { type Calendar, calendarPeriod } from './calendar-period.ts'

export type Renewal =
  | Calendar
  /** Opens with the first use after the one before has ended. */
  | { readonly kind: 'rolling'; readonly lengthMs: number }
  /** Each use counts for so long. */
  | { readonly kind: 'sliding'; readonly lengthMs: number }
  /** Whenever the provider says. */
  | { readonly kind: 'announced' }
  /** So much is put back at each of the calendar's times, up to the capacity. */
  | { readonly kind: 'refill'; readonly amount: number; readonly calendar: Calendar }
  /** Each is good for its time; what expires first is used first. */
  | { readonly kind: 'grants'; readonly grants: readonly Grant[] }
  /** What is used is gone. */
  | { readonly kind: 'prepaid' }
  | { readonly kind: 'unlimited' }
  | { readonly kind: 'unknown' }

/** Neither at one moment nor never: use by use, grant by grant. */
export const isGivenBack = ({ kind }: Renewal): boolean => kind === 'sliding' || kind === 'refill' || kind === 'grants'

export interface Grant {
  readonly amount: number
  readonly from: number
  readonly until: number
}

export interface QuotaWindow {
  readonly renewal: Renewal
  /** In the window's unit; null: not known. */
  readonly capacity: number | null
  /** Never given to a session. */
  readonly reserve?: number
}

export interface Use {
  readonly at: number
  readonly amount: number
}

/** What a provider said: one of the figures, or only when the window ends. */
export interface Reading {
  readonly at: number
  readonly used?: number
  /** 0 to 100 and more */
  readonly usedPercent?: number
  readonly remaining?: number
  readonly resetsAt?: number
}

export interface Measured {
  /** Null: not known, which is not zero. */
  readonly used: number | null
  /** What a session may still use; infinite where nothing limits it. */
  readonly usable: number | null
  /** When something comes back; null where nothing does, or nobody knows. */
  readonly resetsAt: number | null
  /** What is lost then if nobody uses it. */
  readonly lostAtReset: number
  readonly source: 'reading' | 'uses' | 'none'
  /** How old the reading is. */
  readonly ageMs: number | null
}

const UNKNOWN: Measured = { used: null, usable: null, resetsAt: null, lostAtReset: 0, source: 'none', ageMs: null }
/** Longer ago than this no refill matters: a window is full or empty by then. */
const REFILLS_MAX = 4000

/** Uses and readings in any order; those of the future, and amounts that are none, count for nothing. */
export function measureWindow(
  window: QuotaWindow,
  uses: readonly Use[],
  readings: readonly Reading[],
  now: number,
): Measured {
  const past = uses.filter(({ at, amount }) => at <= now && amount > 0 && Number.isFinite(amount))
  past.sort((a, b) => a.at - b.at)
  const said = readings.filter(({ at }) => at <= now).reduce<Reading | null>(newer, null)
  const { renewal, capacity } = window
  if (renewal.kind === 'unlimited')
    return { ...UNKNOWN, used: sum(past), usable: Number.POSITIVE_INFINITY, source: 'uses' }
  if (renewal.kind === 'grants') return measureGrants(window, renewal.grants, past, said, now)
  if (renewal.kind === 'refill') return measureRefill(window, renewal, past, said, now)
  const period = periodOf(renewal, past, said, now)
  if (!period) return UNKNOWN
  const reading = said && said.at >= period.from ? said : null
  const figure = reading && usedOf(reading, capacity)
  if (figure === null && renewal.kind === 'unknown') return UNKNOWN
  const counted = past.filter(({ at }) => at >= period.from && (figure === null || at > (reading?.at ?? 0)))
  const used = (figure ?? 0) + sum(counted)
  const left = capacity === null ? null : Math.max(0, capacity - used)
  const fixed = renewal.kind !== 'sliding' && renewal.kind !== 'prepaid'
  return {
    used,
    usable: left === null ? null : Math.max(0, left - (window.reserve ?? 0)),
    resetsAt: period.until,
    lostAtReset: fixed && period.until !== null ? (left ?? 0) : 0,
    source: figure === null ? 'uses' : 'reading',
    ageMs: figure === null || !reading ? null : now - reading.at,
  }
}

const sum = (uses: readonly Use[]) => uses.reduce((all, { amount }) => all + amount, 0)
const newer = (best: Reading | null, each: Reading) => (best && best.at > each.at ? best : each)

function usedOf({ used, remaining, usedPercent }: Reading, capacity: number | null): number | null {
  if (used !== undefined && used >= 0) return used
  if (capacity === null) return null
  if (remaining !== undefined && remaining >= 0) return Math.max(0, capacity - remaining)
  if (usedPercent !== undefined && usedPercent >= 0) return (capacity * usedPercent) / 100
  return null
}

interface OpenPeriod {
  readonly from: number
  readonly until: number | null
}

/** The period that `now` lies in; null where a provider alone would know. */
function periodOf(renewal: Renewal, past: readonly Use[], said: Reading | null, now: number): OpenPeriod | null {
  // What the provider says goes over what is reckoned, until it is over.
  const announced = said?.resetsAt !== undefined && said.resetsAt > said.at ? said.resetsAt : null
  switch (renewal.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly': {
      const period = calendarPeriod(renewal, now)
      if (announced !== null && announced > now)
        return { from: Math.min(period.from, said?.at ?? now), until: announced }
      // It came at another time than the calendar's.
      return announced !== null && announced > period.from ? { from: announced, until: period.until } : period
    }
    case 'rolling':
      return rollingPeriod(renewal.lengthMs, past, said, announced, now)
    case 'sliding': {
      const from = now - renewal.lengthMs
      const oldest = past.find(({ at }) => at > from)
      return { from: from + 1, until: oldest ? oldest.at + renewal.lengthMs : null }
    }
    case 'announced':
      if (announced === null) return said ? { from: Number.NEGATIVE_INFINITY, until: null } : null
      return announced > now ? { from: Number.NEGATIVE_INFINITY, until: announced } : { from: announced, until: null }
    case 'prepaid':
    case 'unknown':
      return { from: Number.NEGATIVE_INFINITY, until: null }
    default:
      return null
  }
}

function rollingPeriod(
  lengthMs: number,
  past: readonly Use[],
  said: Reading | null,
  announced: number | null,
  now: number,
): OpenPeriod {
  if (announced !== null && announced > now) return { from: announced - lengthMs, until: announced }
  // Uses from the announced end on open the next one; without an announcement, from the first.
  let from: number | null = null
  const since = announced ?? Number.NEGATIVE_INFINITY
  for (const { at } of past) if (at >= since && (from === null || at >= from + lengthMs)) from = at
  if (from !== null && from + lengthMs > now) return { from, until: from + lengthMs }
  // A reading without an end: a window was open then, and for its length at the most.
  if (announced === null && said && said.at + lengthMs > now && from === null) return { from: said.at, until: null }
  return { from: now, until: null }
}

function measureGrants(
  { reserve = 0 }: QuotaWindow,
  grants: readonly Grant[],
  past: readonly Use[],
  said: Reading | null,
  now: number,
): Measured {
  const open = grants
    .filter(grant => grant.amount > 0 && grant.until > grant.from)
    .map(grant => ({ ...grant, left: grant.amount }))
    .sort((a, b) => a.until - b.until)
  const goodAt = (at: number) => open.filter(grant => grant.from <= at && at < grant.until)
  const take = (at: number, amount: number) => {
    let rest = amount
    for (const grant of goodAt(at)) {
      const taken = Math.min(grant.left, rest)
      grant.left -= taken
      rest -= taken
    }
  }
  const leftAt = (at: number) => goodAt(at).reduce((all, grant) => all + grant.left, 0)
  const figure = said?.remaining !== undefined && said.remaining >= 0 ? { at: said.at, left: said.remaining } : null
  for (const use of past) if (!figure || use.at <= figure.at) take(use.at, use.amount)
  if (figure) {
    const unknown = figure.left - leftAt(figure.at)
    const last = goodAt(figure.at).at(-1)
    if (unknown < 0) take(figure.at, -unknown)
    // More is there than was known: nobody said until when.
    else if (last) last.left += unknown
    for (const use of past) if (use.at > figure.at) take(use.at, use.amount)
  }
  const first = goodAt(now).find(grant => grant.left > 0)
  return {
    used: sum(past),
    usable: Math.max(0, leftAt(now) - reserve),
    resetsAt: first?.until ?? null,
    lostAtReset: first?.left ?? 0,
    source: figure ? 'reading' : 'uses',
    ageMs: figure ? now - figure.at : null,
  }
}

function measureRefill(
  { capacity, reserve = 0 }: QuotaWindow,
  { amount, calendar }: Extract<Renewal, { kind: 'refill' }>,
  past: readonly Use[],
  said: Reading | null,
  now: number,
): Measured {
  if (capacity === null) return UNKNOWN
  const figure = said && usedOf(said, capacity)
  let left = figure === null ? capacity : capacity - figure
  const since = figure === null ? (past[0]?.at ?? now) : (said?.at ?? now)
  let next = calendarPeriod(calendar, since).until
  let refills = 0
  const refillTo = (at: number) => {
    for (; next <= at && refills < REFILLS_MAX; refills++) {
      left = Math.min(capacity, left + amount)
      next = calendarPeriod(calendar, next).until
    }
  }
  for (const use of past) {
    if (figure !== null && use.at <= since) continue
    refillTo(use.at)
    left = Math.max(0, left - use.amount)
  }
  refillTo(now)
  return {
    used: capacity - left,
    usable: Math.max(0, left - reserve),
    resetsAt: next,
    // What does not fit is not put back.
    lostAtReset: Math.max(0, left + amount - capacity),
    source: figure === null ? 'uses' : 'reading',
    ageMs: figure === null || !said ? null : now - said.at,
  }
}
