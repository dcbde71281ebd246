/** When an account's main window starts anew, and what it holds then. */
import { calendarPeriod } from './calendar-period.ts'
import type { Renewal } from './measure-window.ts'

/** The short words for the commonest renewals; days, weeks (from Monday) and months are those of UTC. */
export const REFRESHES = ['daily', 'weekly', 'monthly', 'never', 'unlimited'] as const
export type Refresh = (typeof REFRESHES)[number]

export const SHORT: Readonly<Record<Refresh, Renewal>> = {
  daily: { kind: 'daily', zone: 0, atMinute: 0 },
  weekly: { kind: 'weekly', zone: 0, atMinute: 0, weekday: 1 },
  monthly: { kind: 'monthly', zone: 0, atMinute: 0, day: 1 },
  never: { kind: 'prepaid' },
  unlimited: { kind: 'unlimited' },
}

/**
 * The first reset after `now` that the renewal itself knows, in epoch milliseconds. Null where it has none, where a
 * provider says it, or where the first use will.
 */
export function nextReset(renewal: Renewal, now: number): number | null {
  switch (renewal.kind) {
    case 'daily':
    case 'weekly':
    case 'monthly':
      return calendarPeriod(renewal, now).until
    case 'refill':
      return calendarPeriod(renewal.calendar, now).until
    case 'grants':
      return firstAfter(
        now,
        renewal.grants.flatMap(({ from, until }) => [from, until]),
      )
    default:
      return null
  }
}

function firstAfter(now: number, times: readonly number[]): number | null {
  const later = times.filter(at => at > now)
  return later.length === 0 ? null : Math.min(...later)
}
