/** Pools of accounts with windows of every common kind, in the proportions of a team that holds what it could get. */
import { type Calendar, calendarPeriod } from '../../src/core/quota/calendar-period.ts'
import type { Renewal } from '../../src/core/quota/measure-window.ts'
import type { DescribedWindow } from '../../src/core/quota/window.ts'
import { pick, type Random } from '../words.ts'

export const HOUR_MS = 3_600_000
export const DAY_MS = 24 * HOUR_MS

export interface PoolAccount {
  readonly id: number
  readonly windows: readonly PoolWindow[]
  /** Of the period that its longest window is in as the story begins. */
  readonly usedBefore: number
  /** Accounts of the same kind have the same windows at the same times. */
  readonly kind: string
}

export type PoolWindow = DescribedWindow & { readonly capacity: number }

/** Minutes east of UTC: London, Jakarta, Los Angeles, Berlin, whose clocks do not change in November. */
const ZONES = [0, 420, -480, 60]

function window(name: string, capacity: number, renewal: Renewal): PoolWindow {
  return { name, unit: 'credits', scope: 'account', scopeOf: null, sharedPool: null, renewal, capacity, reserve: 0 }
}

type Made = Pick<PoolAccount, 'kind' | 'windows'>
type Maker = (random: Random, span: Span) => Made
/** Epoch milliseconds. */
export interface Span {
  readonly from: number
  readonly until: number
}

const daily = (random: Random): Made => {
  const zone = pick(random, ZONES)
  return { kind: `daily ${zone}`, windows: [window('main', 100, { kind: 'daily', zone, atMinute: 0 })] }
}

const rollingUnderWeek = (random: Random): Made => {
  const weekday = 1 + Math.floor(random() * 7)
  const week: Calendar = { kind: 'weekly', zone: 0, atMinute: 9 * 60, weekday }
  const windows = [window('5h', 100, { kind: 'rolling', lengthMs: 5 * HOUR_MS }), window('weekly', 500, week)]
  return { kind: `5h under week ${weekday}`, windows }
}

const monthly = (random: Random): Made => {
  const day = 1 + Math.floor(random() * 28)
  const month: Calendar = { kind: 'monthly', zone: 0, atMinute: 0, day }
  return { kind: `monthly ${day}`, windows: [window('main', 1500, month)] }
}

const prepaid = (): Made => ({ kind: 'prepaid', windows: [window('main', 600, { kind: 'prepaid' })] })

/** Four grants of different ends, each for six days. */
const granted = (random: Random, { from, until }: Span): Made => {
  const grants = Array.from({ length: 4 }, () => {
    const begin = from + Math.floor(((until - from - 3 * DAY_MS) * random()) / HOUR_MS) * HOUR_MS
    return { amount: 150, from: begin, until: begin + 6 * DAY_MS }
  })
  const kind = `grants ${grants.map(({ until }) => until).join(' ')}`
  return { kind, windows: [window('main', 600, { kind: 'grants', grants })] }
}

/** Of twenty accounts; the first five stand for them all. */
const KINDS: readonly Maker[] = [
  daily,
  rollingUnderWeek,
  daily,
  monthly,
  granted,
  daily,
  rollingUnderWeek,
  daily,
  prepaid,
  rollingUnderWeek,
  daily,
  rollingUnderWeek,
  daily,
  monthly,
  rollingUnderWeek,
  daily,
  monthly,
  daily,
  granted,
  prepaid,
]

export function makePool(random: Random, size: number, span: Span): PoolAccount[] {
  return Array.from({ length: size }, (_, i) => {
    const made = (KINDS[i % KINDS.length] as Maker)(random, span)
    return { id: i + 1, ...made, usedBefore: usedBefore(made.windows.at(-1) as PoolWindow, span.from) }
  })
}

/** As much of it as has gone by: a pool that has long been at work. */
function usedBefore({ renewal, capacity }: PoolWindow, now: number): number {
  if (renewal.kind !== 'daily' && renewal.kind !== 'weekly' && renewal.kind !== 'monthly') return 0
  const { from, until } = calendarPeriod(renewal, now)
  return (capacity * (now - from)) / (until - from)
}
