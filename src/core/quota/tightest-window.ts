/** What the newest readings of an account's windows leave of it. */
import { isOfAccount, windowMsMax } from './windows.ts'

/** The newest that was read of one window. */
export interface WindowReading {
  readonly window: string
  /** Null: unknown, not zero. */
  readonly usedPercent: number | null
  /** Epoch milliseconds; null where nothing was said. */
  readonly resetsAt: number | null
  /** When the figure was true for certain, epoch milliseconds. */
  readonly at: number
}

export interface Tightest<R extends WindowReading> {
  readonly reading: R
  /** 0..1 */
  readonly leftRatio: number
  /** When it says nothing any more, epoch milliseconds. */
  readonly until: number
}

/** Until when a reading tells of its window; null where nobody knows. */
export function holdsUntil({ window, resetsAt, at }: WindowReading): number | null {
  if (resetsAt !== null) return resetsAt
  const length = windowMsMax(window)
  return length === null ? null : at + length
}

/** A window that has started anew since is not known any more. */
export function isCurrent(reading: WindowReading, now: number): boolean {
  const until = holdsUntil(reading)
  return until !== null && until > now
}

/**
 * The window with the least left, of those that hold for the whole account; null where none is known. Of two with as much
 * left, the one that lasts longer. That a limit was hit that nobody named counts until anything newer was read.
 */
export function findTightest<R extends WindowReading>(newest: readonly R[], now: number): Tightest<R> | null {
  const known = newest.filter(reading => reading.usedPercent !== null && isOfAccount(reading.window))
  let tightest: Tightest<R> | null = null
  for (const reading of known) {
    const until = holdsUntil(reading)
    if (until === null || until <= now) continue
    if (reading.window === 'unknown' && known.some(other => other.at > reading.at)) continue
    const leftRatio = Math.max(0, Math.min(1, 1 - (reading.usedPercent ?? 0) / 100))
    const isTighter =
      !tightest || leftRatio < tightest.leftRatio || (leftRatio === tightest.leftRatio && until > tightest.until)
    if (isTighter) tightest = { reading, leftRatio, until }
  }
  return tightest
}
