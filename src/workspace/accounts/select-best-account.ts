import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { chooseAccount } from './choose-account.ts'
import { findNextLeaseEnd, insertLease } from './lease-store.ts'
import { problem } from './problems.ts'
import type { Selection } from './schema.ts'
import { findNextReset, toWireLeaseTime } from './store.ts'

/** The best account to work with; with `lease_seconds` it is also claimed. */
export function selectBestAccount(call: Call, wish: Selection) {
  const { sql, now, principal } = call
  const choice = chooseAccount(sql, { specialization: wish.specialization, minCredits: wish.min_credits }, now)
  if (choice.kind === 'none') throw noneFree(call)
  const { id, account_name, credits_available, specialization, platform } = choice.account
  const data = { id, account_name, credits_available, specialization, platform, because: choice.because }
  if (wish.lease_seconds === undefined) return data
  const expiresAtMs = now + wish.lease_seconds * 1000
  const leaseId = insertLease(sql, id, principal.id, expiresAtMs)
  tell(call, 'account.changed', id)
  return { ...data, lease: { id: leaseId, expires_at: toWireLeaseTime(expiresAtMs) } }
}

function noneFree({ sql, now }: Call) {
  const next = nextFreeAt({ sql, now })
  if (next === null) return problem('no-available-accounts', { nextAt: null })
  const retryAfterSeconds = Math.max(1, Math.ceil((next - now) / 1000))
  return problem('no-available-accounts', { nextAt: toWireLeaseTime(next), retryAfterSeconds })
}

/** When an account may return at the earliest: at a reset or at the end of a lease. Epoch ms; null where nothing is known. */
export function nextFreeAt({ sql, now }: Pick<Call, 'sql' | 'now'>): number | null {
  const times = [findNextReset(sql), findNextLeaseEnd(sql, now)].filter(at => at !== null)
  return times.length ? Math.min(...times) : null
}
