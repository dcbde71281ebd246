/** The API key of an account: who may use the pool may have it; every look at it is told. */
import type { Call } from '../../platform/call.ts'
import { type Kept, lostKey, type Sealed } from '../../platform/seal.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getAccountFor } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { refuseStale } from './keep-secret.ts'
import { problem } from './problems.ts'
import type { AccountKey } from './schema.ts'
import { deleteSecret, findKey, type KeyRow, putKey } from './store.ts'

export const placeOf = (accountId: number): string => `account:${accountId}`

export function setKey(call: Call, accountId: number, sealed: Sealed): AccountKey {
  getAccountFor(call, accountId)
  refuseStale(call, sealed)
  putKey(call.sql, {
    ...sealed,
    account_id: accountId,
    set_at: toSqlTime(call.now),
    set_by: call.principal.name,
  })
  tell(call, 'key.changed', accountId)
  return describeKey(call, accountId)
}

export function describeKey(call: Call, accountId: number): AccountKey {
  const { last4, set_at, set_by } = getKey(call, accountId)
  return { last4, set_at, set_by }
}

/** @returns it sealed: it is opened on its way out. Where that cannot be, nothing was revealed and nothing is told. */
export function revealKey(call: Call, accountId: number): Kept {
  const { place, sealed } = getKey(call, accountId)
  if (!call.isHeld(sealed)) throw lostKey(sealed)
  tell(call, 'key.revealed', accountId)
  return { place, sealed }
}

export function deleteKey(call: Call, accountId: number): { id: number } {
  deleteSecret(call.sql, getKey(call, accountId).place)
  tell(call, 'key.deleted', accountId)
  return { id: accountId }
}

function getKey(call: Call, accountId: number): KeyRow {
  getAccountFor(call, accountId)
  const found = findKey(call.sql, accountId)
  if (!found) throw problem('no-key-kept', { accountId })
  return found
}
