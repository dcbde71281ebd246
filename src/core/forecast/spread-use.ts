import { SLOT_MS, type Use } from './history.ts'

/** What is booked at its end was used since its beginning; what took longer was left open meanwhile. */
const SPREAD_MS_MAX = 12 * 3_600_000

/** An amount that was used between two times, in even parts, the last at the end. Epoch milliseconds. */
export function spreadUse(amount: number, from: number, until: number): Use[] {
  const length = until - from
  const parts = length > 0 && length <= SPREAD_MS_MAX ? Math.ceil(length / SLOT_MS) : 1
  return Array.from({ length: parts }, (_, i) => ({
    at: until - ((parts - 1 - i) * length) / parts,
    amount: amount / parts,
  }))
}
