/** When an account's main window starts anew. Days, weeks (from Monday) and months are those of UTC. */
import { calendarPeriod } from './calendar-period.ts'

export const REFRESHES = ['daily', 'weekly', 'monthly', 'never', 'unlimited'] as const
export type Refresh = (typeof REFRESHES)[number]

const CALENDARS = {
  daily: { kind: 'daily', zone: 0, atMinute: 0 },
  weekly: { kind: 'weekly', zone: 0, atMinute: 0, weekday: 1 },
  monthly: { kind: 'monthly', zone: 0, atMinute: 0, day: 1 },
} as const

/** The first reset after `now`, in epoch milliseconds; null where the window has none. */
export function nextReset(refresh: Refresh, now: number): number | null {
  return refresh === 'never' || refresh === 'unlimited' ? null : calendarPeriod(CALENDARS[refresh], now).until
}
