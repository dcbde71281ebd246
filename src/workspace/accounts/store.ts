import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toSqlTime, toWireTime, wireTimes } from '../../platform/time.ts'
import { forPerson, othersAccounts, type PersonId } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { Account, AccountFilter, AccountQuery } from './schema.ts'

const COLUMNS = `id, account_name, account_email, platform, credits_available, credits_refresh_date, status, specialization,
  notes, capacity, refresh,
  coalesce(renewal ->> 'kind', CASE refresh WHEN 'never' THEN 'prepaid' ELSE refresh END) AS renewal_kind, unit, window_name, reserve, preset, windows, lost_at_reset, loses_at_ms, resets_at_ms, in_use, recent_sessions, last_used_at, archived_at, created_at, updated_at,
  owner_id, (SELECT name FROM people WHERE people.id = owner_id) AS owner_name`

type AccountRow = Omit<Account, 'resets_at' | 'loses_at' | 'in_use' | 'owner'> & {
  resets_at_ms: number | null
  loses_at_ms: number | null
  in_use: number
  owner_id: string | null
  owner_name: string | null
}

function toAccount(row: AccountRow): Account {
  const { resets_at_ms, loses_at_ms, owner_id, owner_name, ...rest } = wireTimes(row)
  const owner = owner_id === null ? null : { id: owner_id, name: owner_name ?? owner_id }
  return { ...rest, in_use: row.in_use === 1, resets_at: wireOf(resets_at_ms), loses_at: wireOf(loses_at_ms), owner }
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

/** Ids of all that match and are not archived, for a change of many at once. @param person only those for them. */
export function listAccountIds(sql: Sql, filter: AccountFilter, person?: string): number[] {
  const { status = null, platform = null, specialization = null, name = null } = filter
  const rows = sql.all<{ id: number }>(
    `SELECT id FROM accounts WHERE archived_at IS NULL AND (?1 IS NULL OR status = ?1) AND (?2 IS NULL OR platform = ?2)
       AND (?3 IS NULL OR specialization_key = lower(trim(?3))) AND (?4 IS NULL OR instr(lower(account_name), lower(?4)) > 0)
       AND (?5 IS NULL OR ${forPerson('owner_id', '?5')})
     ORDER BY id`,
    status,
    platform,
    specialization,
    name,
    person ?? null,
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

/** Of those that are personal, whose. */
export function listOwners(sql: Sql, ids: readonly number[]): Map<number, string> {
  const query = `SELECT id, owner_id FROM accounts WHERE owner_id IS NOT NULL AND id IN (SELECT value FROM json_each(?))`
  const rows = sql.all<{ id: number; owner_id: string }>(query, JSON.stringify(ids))
  return new Map(rows.map(({ id, owner_id }) => [id, owner_id]))
}

/** Ids of the personal accounts of others. */
export function listOthersAccounts(sql: Sql, person: PersonId): Set<number> {
  return new Set(
    sql.all<{ id: number }>(`SELECT id FROM accounts WHERE id IN ${othersAccounts()}`, person).map(({ id }) => id),
  )
}

/** Ids of what is a person's own. */
export function listOwned(sql: Sql, person: string): number[] {
  return sql.all<{ id: number }>('SELECT id FROM accounts WHERE owner_id = ? ORDER BY id', person).map(({ id }) => id)
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
export function findNextReset(sql: Sql, whose: 'all' | { readonly person: PersonId }): number | null {
  const isOpen = `archived_at IS NULL AND status <> 'blocked' AND (?1 = 1 OR ${forPerson('owner_id', '?2')})`
  const row = sql.get<{ at: number | null }>(
    `SELECT min(at) AS at FROM (
       SELECT min(resets_at_ms) AS at FROM accounts WHERE resets_at_ms IS NOT NULL AND ${isOpen}
       UNION ALL SELECT min(settles_at_ms) FROM accounts WHERE settles_at_ms IS NOT NULL AND ${isOpen})`,
    Number(whose === 'all'),
    whose === 'all' ? null : whose.person,
  )
  return row?.at ?? null
}

export const toWireLeaseTime = (ms: number): string => toWireTime(toSqlTime(ms))
