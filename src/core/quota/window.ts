/** A quota window as it is described: what it counts, of whom, how much, and when it comes back. */
import type { Renewal } from './measure-window.ts'

export const UNITS = ['credits', 'tokens', 'requests', 'messages', 'usd', 'percent'] as const
export type Unit = (typeof UNITS)[number]

export const SCOPES = ['account', 'model', 'feature'] as const
export type Scope = (typeof SCOPES)[number]

export interface DescribedWindow {
  /** As tools name it: 5h, weekly, weekly-opus; budget. */
  readonly name: string
  readonly unit: Unit
  readonly scope: Scope
  /** Which model, which feature. */
  readonly scopeOf: string | null
  /** Accounts that name the same pool draw on one window of that name: it counts once. */
  readonly sharedPool: string | null
  readonly renewal: Renewal
  /** In its unit; null: not known. */
  readonly capacity: number | null
  /** Never given to a session. */
  readonly reserve: number
}

/** Over within minutes: a rate, which nobody switches accounts for. */
const RATE_MS = 10 * 60_000

/** Whether the whole account works or waits by it. */
export function isLimit({ scope, renewal }: Pick<DescribedWindow, 'scope' | 'renewal'>): boolean {
  const isRate = (renewal.kind === 'sliding' || renewal.kind === 'rolling') && renewal.lengthMs <= RATE_MS
  return scope === 'account' && !isRate
}

const DAY_MS = 86_400_000
/** Of a window without an end of its own: a month, and some. */
const LONGEST_MS = 62 * DAY_MS

/** Since when uses matter to a window, epoch milliseconds. */
export function looksBackTo(renewal: Renewal, now: number, createdAt: number): number {
  switch (renewal.kind) {
    case 'rolling':
      // Where one ended, the next began with the first use; a night without any tells where.
      return now - Math.max(DAY_MS, 10 * renewal.lengthMs)
    case 'sliding':
      return now - renewal.lengthMs
    case 'prepaid':
    case 'refill':
    case 'unknown':
      return createdAt
    case 'grants':
      return Math.min(now, ...renewal.grants.map(({ from }) => from))
    default:
      return now - LONGEST_MS
  }
}
