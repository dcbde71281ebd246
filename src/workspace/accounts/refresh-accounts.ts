import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { book, readBalance } from '../credits/index.ts'
import { resetColumns } from './create-account.ts'
import { creditsLeft, findTightestOf, noteOf } from './settle-by-readings.ts'
import { listDueResets, settleAccount, updateAccount } from './store.ts'

/**
 * Starts the new window of every account whose reset has come: full again, as far as what was read of its other windows
 * lets it be, and exhausted no longer. @returns how many.
 */
export function refreshAccounts(call: Call): number {
  const { sql, now } = call
  const due = listDueResets(sql, now)
  for (const { id, refresh, capacity } of due) {
    const tightest = refresh === 'unlimited' ? null : findTightestOf(call, id)
    const missing = (tightest ? creditsLeft(tightest, capacity) : capacity) - readBalance(sql, id)
    const note = tightest ? noteOf(tightest, now) : undefined
    if (missing !== 0) book(call, { accountId: id, kind: 'reset', amount: missing, note })
    updateAccount(sql, id, {
      ...resetColumns(tightest ? tightest.until : nextReset(refresh, now)),
      recent_sessions: 0,
      credits_said_at_ms: null,
    })
    sql.run("UPDATE accounts SET status_said = NULL WHERE id = ? AND status_said <> 'blocked'", id)
    settleAccount(sql, id, now)
    tell(call, 'account.reset', id)
  }
  return due.length
}
