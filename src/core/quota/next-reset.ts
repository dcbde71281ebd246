/** When an account's main window starts anew. Days, weeks (from Monday) and months are those of UTC. */

export const REFRESHES = ['daily', 'weekly', 'monthly', 'never', 'unlimited'] as const
export type Refresh = (typeof REFRESHES)[number]

const DAY_MS = 86_400_000

/** The first reset after `now`, in epoch milliseconds; null where the window has none. */
export function nextReset(refresh: Refresh, now: number): number | null {
  const midnight = now - (now % DAY_MS) + DAY_MS
  if (refresh === 'daily') return midnight
  if (refresh === 'weekly') return midnight + ((8 - new Date(midnight).getUTCDay()) % 7) * DAY_MS
  if (refresh === 'monthly') {
    const today = new Date(now)
    return Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + 1, 1)
  }
  return null
}
