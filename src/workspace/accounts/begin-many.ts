/**
 * The new windows of many accounts at once: of those that a calendar alone decides, whose next figures follow from their own
 * row. Thousands share a midnight; the others begin anew one by one (refresh-accounts.ts).
 */
import { nextReset, type Refresh } from '../../core/quota/next-reset.ts'
import { measureStanding } from '../../core/quota/standing.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { bookMany } from '../credits/index.ts'
import { noteManyChanged } from './change-store.ts'
import { readRenewal, resetColumns } from './main-window.ts'
import type { Account } from './schema.ts'
import { tellReset } from './tell-reset.ts'

interface Due {
  readonly id: number
  readonly capacity: number
  readonly reserve: number
  readonly refresh: Refresh
  readonly renewal: string | null
  readonly status_said: Account['status'] | null
  readonly in_use: number
}

const DUE = `SELECT id, capacity, reserve, refresh, renewal, status_said, in_use FROM accounts
  WHERE resets_at_ms IS NOT NULL AND resets_at_ms <= ? AND windows = 0 AND refresh IN ('daily', 'weekly', 'monthly')
    AND NOT EXISTS (SELECT 1 FROM quota_readings WHERE account_id = accounts.id)
  ORDER BY resets_at_ms LIMIT ?`

const UPDATE = `UPDATE accounts SET credits_available = ?, status = ?, status_said = ?, recent_sessions = 0,
  credits_said_at_ms = NULL, resets_at_ms = ?, credits_refresh_date = ?, lost_at_reset = ?, loses_at_ms = ?, updated_at = ?
  WHERE id IN (SELECT value FROM json_each(?))`

export function beginMany(call: Call, limit: number): void {
  const { sql, now } = call
  const due = sql.all<Due>(DUE, now, limit)
  if (due.length === 0) return
  const groups = new Map<string, Due[]>()
  for (const account of due) {
    const key = JSON.stringify({ ...account, id: 0 })
    const group = groups.get(key)
    if (group) group.push(account)
    else groups.set(key, [account])
  }
  for (const alike of groups.values()) beginAlike(call, alike as [Due, ...Due[]])
  const ids = due.map(({ id }) => id)
  noteManyChanged(sql, ids)
  bookMany(
    call,
    'reset',
    due.map(({ id, capacity }) => ({ accountId: id, balance: capacity })),
  )
  tellReset(call, ids)
}

/** What their next figures follow from is the same. */
function beginAlike({ sql, now }: Call, alike: readonly [Due, ...Due[]]): void {
  const [first] = alike
  const { capacity, reserve } = first
  const { resets_at_ms, credits_refresh_date } = resetColumns(nextReset(readRenewal(first), now))
  const said = first.status_said === 'blocked' ? 'blocked' : null
  const full = { balance: capacity, capacity, reserve, unlimited: false, said, inUse: first.in_use === 1 } as const
  const { creditsAvailable, status } = measureStanding(full)
  sql.run(
    UPDATE,
    creditsAvailable,
    status,
    said,
    resets_at_ms,
    credits_refresh_date,
    creditsAvailable,
    creditsAvailable > 0 ? resets_at_ms : null,
    toSqlTime(now),
    JSON.stringify(alike.map(({ id }) => id)),
  )
}
