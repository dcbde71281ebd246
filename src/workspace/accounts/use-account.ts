/** What sessions do to their account: open on it, close, use credits, use it up. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book } from '../credits/index.ts'
import { settleAccount, updateAccount } from './store.ts'

/** A session was opened on it. */
export function openOnAccount(call: Call, accountId: number): void {
  const { sql, now } = call
  sql.run(
    'UPDATE accounts SET in_use = 1, recent_sessions = recent_sessions + 1, last_used_at = ? WHERE id = ?',
    toSqlTime(now),
    accountId,
  )
  settleAccount(sql, accountId, now)
  tell(call, 'account.changed', accountId)
}

/** A session of it was closed, deleted or opened again; `inUse` says whether one is still in progress. */
export function markInUse(call: Call, accountId: number, inUse: boolean): void {
  updateAccount(call.sql, accountId, { in_use: inUse ? 1 : 0 })
  settleAccount(call.sql, accountId, call.now)
  tell(call, 'account.changed', accountId)
}

/** Books credits a session used (negative where it was corrected downwards). */
export function useCredits(call: Call, accountId: number, sessionId: number, credits: number): void {
  if (credits === 0) return
  book(call, { accountId, sessionId, kind: 'use', amount: -credits })
  settleAccount(call.sql, accountId, call.now)
  tell(call, 'account.changed', accountId)
}

/** Nothing more is taken from it until its next window. */
export function markExhausted(call: Call, accountId: number): void {
  call.sql.run("UPDATE accounts SET status_said = 'exhausted' WHERE id = ? AND status_said IS NOT 'blocked'", accountId)
  settleAccount(call.sql, accountId, call.now)
  tell(call, 'account.changed', accountId)
}
