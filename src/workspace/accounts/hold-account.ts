/** A claim taken up or let go: what stands between an account and a session that wants it. */
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { deleteLease, findLeasedAccount, findLiveLease } from './lease-store.ts'
import { problem } from './problems.ts'
import { getAccountFor } from './show-account.ts'
import { getAccount, toWireLeaseTime } from './store.ts'

/** Refuses an account that is blocked or claimed by someone else; a lease shown with its id becomes the session's. */
export function takeAccount(call: Call, accountId: number, leaseId: number | undefined): void {
  const { sql, now } = call
  const account = getAccount(sql, accountId)
  if (account.status === 'blocked') throw problem('account-blocked', { id: accountId })
  const lease = findLiveLease(sql, accountId, now)
  if (!lease) return
  if (lease.id !== leaseId) {
    throw problem('account-leased', { id: accountId, until: toWireLeaseTime(lease.expires_at_ms) })
  }
  deleteLease(sql, lease.id, now)
}

export function releaseLease(call: Call, id: number): { id: number } {
  const leased = findLeasedAccount(call.sql, id)
  if (leased !== null) getAccountFor(call, leased)
  const accountId = deleteLease(call.sql, id, call.now)
  if (accountId === null) throw problem('lease-not-found', { id })
  tell(call, 'account.changed', accountId)
  return { id }
}
