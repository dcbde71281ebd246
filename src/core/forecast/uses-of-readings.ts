/** What was used of a window of which only shares were read: the growth from one reading to the next. */
import type { Use } from './history.ts'

export interface ShareRead {
  /** Epoch milliseconds. */
  readonly at: number
  /** 0..100 */
  readonly usedPercent: number
  readonly resetsAt: number | null
}

/** Resets are counted from when they are said, and creep; a window that ends so much later is the next one. */
const CREEP_MS = 30 * 60_000
/** Falls by so much only when it has begun anew. */
const FALL_PERCENT = 5

/** In percent. Sessions that are idle go on showing an older, lower share: that is no reset and no use. @param readings oldest first */
export function usesOfReadings(readings: readonly ShareRead[]): Use[] {
  const uses: Use[] = []
  let most = 0
  let resetsAt: number | null = null
  for (const reading of readings) {
    const isNext =
      reading.resetsAt !== null && resetsAt !== null
        ? reading.resetsAt > resetsAt + CREEP_MS
        : reading.usedPercent < most - FALL_PERCENT
    if (isNext || (resetsAt !== null && reading.at >= resetsAt)) {
      most = 0
      resetsAt = null
    }
    resetsAt = reading.resetsAt ?? resetsAt
    if (reading.usedPercent <= most) continue
    uses.push({ at: reading.at, amount: reading.usedPercent - most })
    most = reading.usedPercent
  }
  return uses
}
