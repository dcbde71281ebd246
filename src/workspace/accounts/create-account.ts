import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book } from '../credits/index.ts'
import { problem } from './problems.ts'
import type { NewAccount } from './schema.ts'
import { findAccountByName, insertAccount, settleAccount } from './store.ts'

/** Records an account that its owner already holds; nothing here signs up anywhere. @returns its id. */
export function createAccount(call: Call, values: NewAccount & { blocked?: boolean }): number {
  const { sql, now } = call
  const { credits_available, refresh, credits_refresh_date, blocked, ...columns } = values
  const holder = findAccountByName(sql, values.account_name)
  if (holder !== null) throw problem('account-name-taken', { name: values.account_name, id: holder })
  const at = toSqlTime(now)
  const rule = refresh ?? (values.platform === 'ollama' ? 'unlimited' : 'daily')
  const id = insertAccount(sql, {
    ...columns,
    refresh: rule,
    ...resetColumns(credits_refresh_date ? fromSqlTime(credits_refresh_date) : nextReset(rule, now)),
    status_said: blocked ? 'blocked' : null,
    created_at: at,
    updated_at: at,
  })
  book(call, {
    accountId: id,
    kind: 'opening',
    amount: Math.min(credits_available ?? values.capacity, values.capacity),
  })
  settleAccount(sql, id, now)
  tell(call, 'account.created', id)
  return id
}

/** The exact time for us, the day for people who query the specified column. */
export function resetColumns(resetsAtMs: number | null): {
  resets_at_ms: number | null
  credits_refresh_date: string | null
} {
  return {
    resets_at_ms: resetsAtMs,
    credits_refresh_date: resetsAtMs === null ? null : toSqlTime(resetsAtMs).slice(0, 10),
  }
}
