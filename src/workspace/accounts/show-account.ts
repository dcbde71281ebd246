/** What of an account goes to whom: a personal one says to others that it is there, and whether it is free. */
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { isFor, type PersonId, personOf } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { Account, ShownAccount } from './schema.ts'
import { getAccount } from './store.ts'

type Asking = Pick<Call, 'sql' | 'principal'>

export const isAccountFor = ({ owner }: Account, person: PersonId): boolean => isFor(owner?.id ?? null, person)

export function showAccount({ principal }: Asking, account: Account): ShownAccount {
  if (isAccountFor(account, personOf(principal))) return account
  const { id, account_name, platform, specialization, status, in_use, owner, archived_at, created_at } = account
  return { ...UNSEEN, id, account_name, platform, specialization, status, in_use, owner, archived_at, created_at }
}

const UNSEEN = {
  account_email: null,
  credits_available: null,
  credits_refresh_date: null,
  notes: null,
  capacity: null,
  refresh: null,
  renewal_kind: null,
  unit: null,
  window_name: null,
  reserve: null,
  preset: null,
  windows: null,
  resets_at: null,
  lost_at_reset: null,
  loses_at: null,
  recent_sessions: null,
  last_used_at: null,
  updated_at: null,
}

/** One that counts for the person. */
export function getAccountOf(sql: Sql, id: number, person: PersonId): Account {
  const account = getAccount(sql, id)
  if (!isAccountFor(account, person)) {
    throw problem('not-your-account', { name: account.account_name, owner: account.owner?.name ?? '' })
  }
  return account
}

/** One whose figures the caller may see and change. */
export const getAccountFor = ({ sql, principal }: Asking, id: number): Account =>
  getAccountOf(sql, id, personOf(principal))
