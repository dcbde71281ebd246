import type { Call } from '../../platform/call.ts'
import type { PersonId } from '../who-sees.ts'
import { findNextLeaseEnd } from './lease-store.ts'
import { findNextReset } from './store.ts'

type Now = Pick<Call, 'sql' | 'now'>

/**
 * When an account that counts for the person may return at the earliest: at a reset or at the end of a lease. Epoch ms; null
 * where nothing is known.
 */
export const nextFreeAt = (call: Now, person: PersonId): number | null => earliest(call, { person })

/** When there may be something to do for any account. */
export const nextReturnAt = (call: Now): number | null => earliest(call, 'all')

function earliest({ sql, now }: Now, whose: 'all' | { readonly person: PersonId }): number | null {
  const times = [findNextReset(sql, whose), findNextLeaseEnd(sql, now, whose)].filter(at => at !== null)
  return times.length ? Math.min(...times) : null
}
