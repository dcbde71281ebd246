import { nextReset, SHORT } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book } from '../credits/index.ts'
import { applyPreset } from './apply-preset.ts'
import { getMain, resetColumns } from './main-window.ts'
import { problem } from './problems.ts'
import type { NewAccount } from './schema.ts'
import { settleAccount } from './settle-account.ts'
import { findAccountByName, insertAccount, updateAccount } from './store.ts'

const CAPACITY = 100

/** Records an account that its owner already holds; nothing here signs up anywhere. @returns its id. */
export function createAccount(call: Call, values: NewAccount & { blocked?: boolean }): number {
  const { sql, now } = call
  const { credits_available, refresh, credits_refresh_date, blocked, preset, ...columns } = values
  const holder = findAccountByName(sql, values.account_name)
  if (holder !== null) throw problem('account-name-taken', { name: values.account_name, id: holder })
  const at = toSqlTime(now)
  const rule = refresh ?? (values.platform === 'ollama' ? 'unlimited' : 'daily')
  const id = insertAccount(sql, {
    capacity: CAPACITY,
    ...columns,
    refresh: rule,
    ...resetColumns(nextReset(SHORT[rule], now)),
    status_said: blocked ? 'blocked' : null,
    created_at: at,
    updated_at: at,
  })
  if (preset !== undefined) applyPreset(call, id, preset, values)
  if (credits_refresh_date) updateAccount(sql, id, resetColumns(fromSqlTime(credits_refresh_date)))
  const { capacity } = getMain(sql, id)
  book(call, { accountId: id, kind: 'opening', amount: Math.min(credits_available ?? capacity, capacity) })
  settleAccount(call, id)
  tell(call, 'account.created', id)
  return id
}
