import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { insertLease } from './lease-store.ts'
import { toWireLeaseTime } from './store.ts'

/** Given to nobody else for so long; the caller has just found it free. */
export function claimAccount(call: Call, id: number, seconds: number): { id: number; expires_at: string } {
  const expiresAtMs = call.now + seconds * 1000
  const leaseId = insertLease(call.sql, id, call.principal.id, expiresAtMs)
  tell(call, 'account.changed', id)
  return { id: leaseId, expires_at: toWireLeaseTime(expiresAtMs) }
}
