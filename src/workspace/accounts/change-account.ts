import { nextReset, type Refresh, SHORT } from '../../core/quota/next-reset.ts'
import { isAtLeast } from '../../http/access.ts'
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book, readBalance } from '../credits/index.ts'
import { personOf } from '../who-sees.ts'
import { resetColumns } from './main-window.ts'
import { problem } from './problems.ts'
import type { Account, AccountChange } from './schema.ts'
import { settleAccount } from './settle-account.ts'
import { settleByReadings } from './settle-by-readings.ts'
import { findAccountByName, getAccount, updateAccount } from './store.ts'

/** What people say becomes evidence: credits a ledger entry for the difference, a status that holds until newer evidence. */
export function changeAccount(call: Call, id: number, change: AccountChange): Account {
  const { sql, now } = call
  const before = getAccount(sql, id)
  const { credits_available, credits_refresh_date, status, archived, personal, ...columns } = change
  // What is there already is no change: a renewal that was described in full stays.
  const refresh = change.refresh === before.refresh ? undefined : change.refresh
  if (change.account_name !== undefined) {
    const holder = findAccountByName(sql, change.account_name)
    if (holder !== null && holder !== id) throw problem('account-name-taken', { name: change.account_name, id: holder })
  }
  updateAccount(sql, id, {
    ...columns,
    refresh,
    // A renewal that was described goes by the short word for another.
    renewal: refresh === undefined ? undefined : null,
    ...resetChange(refresh, credits_refresh_date, now),
    credits_said_at_ms: credits_available === undefined ? undefined : now,
    status_said: status === undefined ? undefined : status === 'available' ? null : status,
    archived_at: archived === undefined ? undefined : archived ? toSqlTime(now) : null,
    owner_id: personal === undefined ? undefined : ownerAfter(call, before, personal),
  })
  if (credits_available !== undefined)
    readCredits(call, id, Math.min(credits_available, change.capacity ?? before.capacity))
  else if (change.capacity !== undefined) settleByReadings(call, id)
  settleAccount(call, id)
  tell(call, 'account.changed', id)
  return getAccount(sql, id)
}

/** Its owner may share it; what is everybody's, only an admin may take for their own. */
function ownerAfter({ principal }: Call, { owner, account_name: name }: Account, personal: boolean): string | null {
  if (!personal || owner !== null) return personal ? (owner?.id ?? null) : null
  if (!isAtLeast(principal.role, 'admin')) throw problem('account-is-shared', { name })
  return personOf(principal)
}

function resetChange(refresh: Refresh | undefined, day: string | null | undefined, now: number) {
  if (day) return resetColumns(fromSqlTime(day))
  if (refresh !== undefined) return resetColumns(nextReset(SHORT[refresh], now))
  return day === null ? resetColumns(null) : {}
}

/** A reading that disagrees with the sum books an entry that says so. */
function readCredits(call: Call, accountId: number, credits: number): void {
  const difference = credits - readBalance(call.sql, accountId)
  if (difference === 0) return
  book(call, { accountId, kind: 'reading', amount: difference, note: `read as ${credits}` })
}
