import type { Refresh } from '../../core/quota/next-reset.ts'
import { measureStanding } from '../../core/quota/standing.ts'
import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toSqlTime, toWireTime, wireTimes } from '../../platform/time.ts'
import { readBalance } from '../credits/index.ts'
import { problem } from './problems.ts'
import type { Account, AccountFilter, AccountQuery } from './schema.ts'

const COLUMNS = `id, account_name, account_email, platform, credits_available, credits_refresh_date, status, specialization,
  notes, capacity, refresh, resets_at_ms, in_use, recent_sessions, last_used_at, archived_at, created_at, updated_at`

type AccountRow = Omit<Account, 'resets_at' | 'in_use'> & { resets_at_ms?: number | null; in_use: number }

function toAccount(row: AccountRow): Account {
  const { resets_at_ms, ...rest } = wireTimes(row)
  const resets_at = resets_at_ms == null ? null : new Date(resets_at_ms).toISOString()
  return { ...rest, in_use: row.in_use === 1, resets_at }
}

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

interface Settings {
  readonly capacity: number
  readonly refresh: Refresh
  readonly resets_at_ms: number | null
  /** When a person last said the credits; null: not since the last reset. */
  readonly credits_said_at_ms: number | null
}

export function readSettings(sql: Sql, id: number): Settings {
  const query = 'SELECT capacity, refresh, resets_at_ms, credits_said_at_ms FROM accounts WHERE id = ?'
  const row = sql.get<Settings>(query, id)
  if (!row) throw problem('account-not-found', { id })
  return row
}

/** Derives credits_available and status from the ledger and the newest evidence; called in every transaction that adds some. */
export function settleAccount(sql: Sql, id: number, now: number): void {
  const row = sql.get<{ capacity: number; refresh: Refresh; status_said: Account['status'] | null; in_use: number }>(
    'SELECT capacity, refresh, status_said, in_use FROM accounts WHERE id = ?',
    id,
  )
  if (!row) throw problem('account-not-found', { id })
  const { creditsAvailable, status } = measureStanding({
    balance: readBalance(sql, id),
    capacity: row.capacity,
    unlimited: row.refresh === 'unlimited',
    said: row.status_said,
    inUse: row.in_use === 1,
  })
  sql.run(
    'UPDATE accounts SET credits_available = ?, status = ?, updated_at = ? WHERE id = ?',
    creditsAvailable,
    status,
    toSqlTime(now),
    id,
  )
}

export function listDueResets(sql: Sql, now: number): { id: number; refresh: Refresh; capacity: number }[] {
  return sql.all(
    'SELECT id, refresh, capacity FROM accounts WHERE resets_at_ms IS NOT NULL AND resets_at_ms <= ? ORDER BY resets_at_ms',
    now,
  )
}

/** When the next account that is neither blocked nor archived starts a new window; null where none ever does. */
export function findNextReset(sql: Sql): number | null {
  const row = sql.get<{ at: number | null }>(
    `SELECT min(resets_at_ms) AS at FROM accounts
     WHERE resets_at_ms IS NOT NULL AND archived_at IS NULL AND status <> 'blocked'`,
  )
  return row?.at ?? null
}

export const toWireLeaseTime = (ms: number): string => toWireTime(toSqlTime(ms))
