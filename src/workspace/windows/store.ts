/** The windows of accounts beside their main one, and the messages that some of them count. */
import type { Renewal, Use } from '../../core/quota/measure-window.ts'
import type { DescribedWindow } from '../../core/quota/window.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'

export interface StoredWindow extends DescribedWindow {
  readonly id: number
  readonly createdAt: number
}

const COLUMNS = `id, name, unit, scope, scope_of AS scopeOf, shared_pool AS sharedPool, renewal, capacity, reserve,
  created_at_ms AS createdAt`

type WindowRow = Omit<StoredWindow, 'renewal'> & { readonly renewal: string }
const toWindow = (row: WindowRow): StoredWindow => ({ ...row, renewal: JSON.parse(row.renewal) as Renewal })

export function listOthers(sql: Sql, accountId: number): StoredWindow[] {
  return sql
    .all<WindowRow>(`SELECT ${COLUMNS} FROM quota_windows WHERE account_id = ? ORDER BY id`, accountId)
    .map(toWindow)
}

export function findOther(sql: Sql, accountId: number, name: string): StoredWindow | null {
  const query = `SELECT ${COLUMNS} FROM quota_windows WHERE account_id = ? AND name = ?`
  const row = sql.get<WindowRow>(query, accountId, name)
  return row ? toWindow(row) : null
}

/** Accounts that draw on the same window, the one asked for among them: those of one owner, or shared ones. */
export function listSharers(sql: Sql, accountId: number, { name, sharedPool }: DescribedWindow): number[] {
  if (sharedPool === null) return [accountId]
  const query = `SELECT account_id AS id FROM quota_windows w JOIN accounts a ON a.id = w.account_id
    WHERE shared_pool = ? AND name = ? AND owner_id IS (SELECT owner_id FROM accounts WHERE id = ?) ORDER BY account_id`
  return sql.all<{ id: number }>(query, sharedPool, name, accountId).map(({ id }) => id)
}

/** Accounts that share any window with this one. */
export function listPoolMates(sql: Sql, accountId: number): number[] {
  const query = `SELECT DISTINCT mate.account_id AS id FROM quota_windows own
    JOIN quota_windows mate ON mate.shared_pool = own.shared_pool AND mate.name = own.name AND mate.account_id <> own.account_id
    JOIN accounts a ON a.id = own.account_id JOIN accounts b ON b.id = mate.account_id AND b.owner_id IS a.owner_id
    WHERE own.account_id = ?`
  return sql.all<{ id: number }>(query, accountId).map(({ id }) => id)
}

type Columns = Partial<
  Record<'name' | 'unit' | 'scope' | 'scope_of' | 'shared_pool' | 'renewal' | 'capacity' | 'reserve', SqlValue>
>

export function insertOther(sql: Sql, accountId: number, columns: Columns, now: number): void {
  insertRow(sql, 'quota_windows', { account_id: accountId, ...columns, created_at_ms: now })
  countOthers(sql, accountId)
}

export function updateOther(sql: Sql, id: number, columns: Columns): void {
  updateRow(sql, 'quota_windows', id, columns)
}

/** @param name of one; null: all of them. */
export function deleteOthers(sql: Sql, accountId: number, name: string | null): void {
  sql.run('DELETE FROM quota_windows WHERE account_id = ?1 AND (?2 IS NULL OR name = ?2)', accountId, name)
  countOthers(sql, accountId)
}

/** Most accounts have none: their row says so, and nothing further is read. */
function countOthers(sql: Sql, accountId: number): void {
  sql.run(
    'UPDATE accounts SET windows = (SELECT count(*) FROM quota_windows WHERE account_id = ?1) WHERE id = ?1',
    accountId,
  )
}

export function insertMessages(sql: Sql, accountId: number, at: number, messages: number): void {
  sql.run('INSERT INTO message_uses (account_id, at_ms, messages) VALUES (?, ?, ?)', accountId, at, messages)
}

export function listMessages(sql: Sql, accountId: number, since: number): Use[] {
  const query = 'SELECT at_ms AS at, messages AS amount FROM message_uses WHERE account_id = ? AND at_ms >= ?'
  return sql.all(query, accountId, since)
}
