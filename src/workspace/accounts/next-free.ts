import type { Call } from '../../platform/call.ts'
import { findNextLeaseEnd } from './lease-store.ts'
import { findNextReset } from './store.ts'

/** When an account may return at the earliest: at a reset or at the end of a lease. Epoch ms; null where nothing is known. */
export function nextFreeAt({ sql, now }: Pick<Call, 'sql' | 'now'>): number | null {
  const times = [findNextReset(sql), findNextLeaseEnd(sql, now)].filter(at => at !== null)
  return times.length ? Math.min(...times) : null
}
