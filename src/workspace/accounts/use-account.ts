/** What sessions do to their account: open on it, close, use credits, use it up. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book, bookOnce, type NewEntry } from '../credits/index.ts'
import { insertMessages } from '../windows/index.ts'
import { getMain } from './main-window.ts'
import { settleAccount } from './settle-account.ts'
import { updateAccount } from './store.ts'

/** A session was opened on it. */
export function openOnAccount(call: Call, accountId: number): void {
  const { sql, now } = call
  sql.run(
    'UPDATE accounts SET in_use = 1, recent_sessions = recent_sessions + 1, last_used_at = ? WHERE id = ?',
    toSqlTime(now),
    accountId,
  )
  settleAccount(call, accountId)
  tell(call, 'account.changed', accountId)
}

/** A session of it was closed, deleted or opened again; `inUse` says whether one is still in progress. */
export function markInUse(call: Call, accountId: number, inUse: boolean): void {
  updateAccount(call.sql, accountId, { in_use: inUse ? 1 : 0 })
  settleAccount(call, accountId)
  tell(call, 'account.changed', accountId)
}

/** Books credits a session used (negative where it was corrected downwards). */
export function useCredits(call: Call, accountId: number, sessionId: number, credits: number): void {
  if (credits === 0) return
  book(call, { accountId, sessionId, kind: 'use', amount: -credits })
  settleAccount(call, accountId)
  tell(call, 'account.changed', accountId)
}

/** Nothing more is taken from it until its next window. @returns whether nobody had said so before. */
export function markExhausted(call: Call, accountId: number): boolean {
  const { statusSaid } = getMain(call.sql, accountId)
  if (statusSaid !== 'blocked') updateAccount(call.sql, accountId, { status_said: 'exhausted' })
  settleAccount(call, accountId)
  tell(call, 'account.changed', accountId)
  return statusSaid !== 'blocked' && statusSaid !== 'exhausted'
}

/** It was marked by mistake: what is known of its windows decides again. */
export function liftExhausted(call: Call, accountId: number): void {
  if (getMain(call.sql, accountId).statusSaid !== 'exhausted') return
  updateAccount(call.sql, accountId, { status_said: null })
  settleAccount(call, accountId)
  tell(call, 'account.changed', accountId)
}

/** What a person or a program tells, once for its key. */
export function bookToAccount(call: Call, accountId: number, told: NewEntry) {
  getMain(call.sql, accountId)
  const { entry, isNew } = bookOnce(call, accountId, told)
  if (isNew) {
    settleAccount(call, accountId)
    tell(call, 'account.changed', accountId)
  }
  return { data: entry, booked: isNew }
}

/** A log told of work on the account: windows that count tokens, responses or messages follow. */
export function countWork(call: Call, accountId: number, messages: readonly { readonly at: number }[]): void {
  if (getMain(call.sql, accountId).others === 0) return
  for (const { at } of messages) insertMessages(call.sql, accountId, at, 1)
  settleAccount(call, accountId)
}
