/** The past of one account (or project) in equal slots that end now. Instants are epoch milliseconds. */

export interface Use {
  readonly at: number
  /** In the window's unit. */
  readonly amount: number
}

export interface History {
  readonly slots: number
  /** What was used before each slot begins, oldest first; the last, after all slots, is everything. */
  readonly before: Float64Array
  /** Slots since the last use as each slot begins; the last, after all slots, is now. */
  readonly idle: Int32Array
  /** Days, counted back from now, in which something was used. */
  readonly activeDays: number
}

export const SLOT_MS = 15 * 60_000
export const DAY_SLOTS = 96
export const HOUR_SLOTS = 4
/** Older habits say little of today's. */
export const HISTORY_DAYS = 70
/** Longer makes no difference. */
export const IDLE_MAX = 14 * DAY_SLOTS

/** Uses in any order. What lies in the future, and amounts that are none, count for nothing. */
export function openHistory(uses: readonly Use[], now: number): History {
  const oldest = now - HISTORY_DAYS * DAY_SLOTS * SLOT_MS
  const past = uses.filter(({ at, amount }) => amount > 0 && Number.isFinite(amount) && at > oldest && at <= now)
  const from = past.reduce((first, { at }) => Math.min(first, at), now)
  const slots = past.length === 0 ? 0 : Math.floor((now - from) / SLOT_MS) + 1
  const used = new Float64Array(slots)
  for (const { at, amount } of past) used[slots - 1 - Math.floor((now - at) / SLOT_MS)]! += amount
  const before = new Float64Array(slots + 1)
  const idle = new Int32Array(slots + 1).fill(IDLE_MAX)
  const active = new Set<number>()
  used.forEach((amount, i) => {
    before[i + 1] = before[i]! + amount
    idle[i + 1] = amount > 0 ? 0 : Math.min(IDLE_MAX, idle[i]! + 1)
    if (amount > 0) active.add(Math.floor((slots - 1 - i) / DAY_SLOTS))
  })
  return { slots, before, idle, activeDays: active.size }
}

/** What was used in the `length` slots before slot `i`. */
export const usedBefore = ({ before }: History, i: number, length: number): number =>
  before[i]! - before[Math.max(0, i - length)]!

/** The mean of a slot. */
export const meanOf = ({ before, slots }: History): number => before[slots]! / Math.max(1, slots)
