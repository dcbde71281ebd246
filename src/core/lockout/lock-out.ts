/** How long whoever keeps failing to sign in has to wait: a few tries are free, then each costs twice the one before. */

export interface Failures {
  readonly failures: number
  readonly lastAtMs: number
}

const FIRST_WAIT_MS = 60_000
const WAIT_MS_MAX = 3_600_000
const FORGOTTEN_MS = 86_400_000

/** @param free tries that cost nothing. @returns milliseconds until the next try; 0 where it may be made now. */
export function measureWait({ failures, lastAtMs }: Failures, free: number, now: number): number {
  if (failures < free || isForgotten(lastAtMs, now)) return 0
  const waitMs = Math.min(WAIT_MS_MAX, FIRST_WAIT_MS * 2 ** Math.min(failures - free, 20))
  // A clock that was set back must not lock anybody out for longer than a wait.
  return Math.min(waitMs, Math.max(0, lastAtMs + waitMs - now))
}

/** One more; after a day of quiet it is the first again. */
export const foldFailure = (before: Failures | null, now: number): Failures => ({
  failures: before && !isForgotten(before.lastAtMs, now) ? before.failures + 1 : 1,
  lastAtMs: now,
})

const isForgotten = (lastAtMs: number, now: number): boolean => now - lastAtMs > FORGOTTEN_MS
