import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { findLiveLease } from './lease-store.ts'
import { problem } from './problems.ts'
import { deleteAccountRow, getAccount, toWireLeaseTime } from './store.ts'

/** Only an account without history and without a claim on it goes; others are archived, so that no project loses its past. */
export function deleteAccount(call: Call, id: number): { id: number } {
  getAccount(call.sql, id)
  const lease = findLiveLease(call.sql, id, call.now)
  if (lease) throw problem('account-leased', { id, until: toWireLeaseTime(lease.expires_at_ms) })
  if (!deleteAccountRow(call.sql, id)) throw problem('account-has-sessions', { id })
  tell(call, 'account.deleted', id)
  return { id }
}
