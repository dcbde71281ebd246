import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toSqlTime, toWireTime, wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Account, AccountFilter, AccountQuery } from './schema.ts'

const COLUMNS = `id, account_name, account_email, platform, credits_available, credits_refresh_date, status, specialization,
  notes, capacity, refresh,
  coalesce(renewal ->> 'kind', CASE refresh WHEN 'never' THEN 'prepaid' ELSE refresh END) AS renewal_kind, unit, window_name, reserve, preset, windows, lost_at_reset, loses_at_ms, resets_at_ms, in_use, recent_sessions, last_used_at, archived_at, created_at, updated_at`

type AccountRow = Omit<Account, 'resets_at' | 'loses_at' | 'in_use'> & {
  resets_at_ms: number | null
  loses_at_ms: number | null
  in_use: number
}

function toAccount(row: AccountRow): Account {
  const { resets_at_ms, loses_at_ms, ...rest } = wireTimes(row)
  return { ...rest, in_use: row.in_use === 1, resets_at: wireOf(resets_at_ms), loses_at: wireOf(loses_at_ms) }
}

const wireOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

export function listAccounts(sql: Sql, query: AccountQuery): Page<Account> {
  const { status, platform, specialization, archived, ...page } = query
  const filters = {
    [archived === 'true' ? 'archived_at IS NOT NULL' : 'archived_at IS NULL']: 1,
    'status = ?': status,
    'platform = ?': platform,
    'specialization_key = lower(trim(?))': specialization,
  }
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const
  const found = listPage<AccountRow>(sql, { select: `SELECT ${COLUMNS} FROM accounts`, filters, sort }, page)
  return { ...found, rows: found.rows.map(toAccount) }
}

/** Ids of all that match and are not archived, for a change of many at once. */
export function listAccountIds(sql: Sql, filter: AccountFilter): number[] {
  const { status = null, platform = null, specialization = null, name = null } = filter
  const rows = sql.all<{ id: number }>(
    `SELECT id FROM accounts WHERE archived_at IS NULL AND (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR platform = ?2)
       AND (?3 IS NULL OR specialization_key = lower(trim(?3))) AND (?4 IS NULL OR instr(lower(account_name), lower(?4)) > 0)
     ORDER BY id`,
    status,
    platform,
    specialization,
    name,
  )
  return rows.map(row => row.id)
}

export function findAccount(sql: Sql, id: number): Account | null {
  const row = sql.get<AccountRow>(`SELECT ${COLUMNS} FROM accounts WHERE id = ?`, id)
  return row ? toAccount(row) : null
}

export function getAccount(sql: Sql, id: number): Account {
  const found = findAccount(sql, id)
  if (!found) throw problem('account-not-found', { id })
  return found
}

export function findAccountByName(sql: Sql, name: string): number | null {
  return sql.get<{ id: number }>('SELECT id FROM accounts WHERE account_name = ?', name)?.id ?? null
}

export function insertAccount(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'accounts', values)
}

export function updateAccount(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'accounts', id, values)
}

/** @returns false where sessions or handoffs hold on to it. */
export function deleteAccountRow(sql: Sql, id: number): boolean {
  try {
    sql.run('DELETE FROM accounts WHERE id = ?', id)
    return true
  } catch (error) {
    if (String(error).includes('FOREIGN KEY constraint failed')) return false
    throw error
  }
}

/** Accounts whose main window begins anew, the longest due first. */
export function listDueResets(sql: Sql, now: number, limit: number): number[] {
  const query =
    'SELECT id FROM accounts WHERE resets_at_ms IS NOT NULL AND resets_at_ms <= ? ORDER BY resets_at_ms LIMIT ?'
  return sql.all<{ id: number }>(query, now, limit).map(({ id }) => id)
}

/** Accounts of which another window gives something back. */
export function listDueReturns(sql: Sql, now: number, limit: number): number[] {
  const query =
    'SELECT id FROM accounts WHERE settles_at_ms IS NOT NULL AND settles_at_ms <= ? ORDER BY settles_at_ms LIMIT ?'
  return sql.all<{ id: number }>(query, now, limit).map(({ id }) => id)
}

/** When the next account that is neither blocked nor archived gets something back; null where none ever does. */
export function findNextReset(sql: Sql): number | null {
  const row = sql.get<{ at: number | null }>(
    `SELECT min(at) AS at FROM (
       SELECT min(resets_at_ms) AS at FROM accounts
         WHERE resets_at_ms IS NOT NULL AND archived_at IS NULL AND status <> 'blocked'
       UNION ALL SELECT min(settles_at_ms) FROM accounts
         WHERE settles_at_ms IS NOT NULL AND archived_at IS NULL AND status <> 'blocked')`,
  )
  return row?.at ?? null
}

export const toWireLeaseTime = (ms: number): string => toWireTime(toSqlTime(ms))
