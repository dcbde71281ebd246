import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { book, readBalance } from '../credits/index.ts'
import { resetColumns } from './create-account.ts'
import { listDueResets, settleAccount, updateAccount } from './store.ts'

/** Starts the new window of every account whose reset has come: full again, and exhausted no longer. @returns how many. */
export function refreshAccounts(call: Call): number {
  const { sql, now } = call
  const due = listDueResets(sql, now)
  for (const { id, refresh, capacity } of due) {
    const missing = capacity - readBalance(sql, id)
    if (missing !== 0) book(call, { accountId: id, kind: 'reset', amount: missing })
    updateAccount(sql, id, { ...resetColumns(nextReset(refresh, now)), recent_sessions: 0 })
    sql.run("UPDATE accounts SET status_said = NULL WHERE id = ? AND status_said <> 'blocked'", id)
    settleAccount(sql, id, now)
    tell(call, 'account.reset', id)
  }
  return due.length
}
