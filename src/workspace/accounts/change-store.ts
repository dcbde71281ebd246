/** Accounts whose standing has changed since anybody looked. */
import type { Sql } from '../../platform/sql.ts'

export function noteChanged(sql: Sql, accountId: number): void {
  sql.run('INSERT OR IGNORE INTO account_changes VALUES (?)', accountId)
}

export function noteManyChanged(sql: Sql, accountIds: readonly number[]): void {
  sql.run('INSERT OR IGNORE INTO account_changes SELECT value FROM json_each(?)', JSON.stringify(accountIds))
}

/** Each is given out once. */
export function takeChanged(sql: Sql, limit: number): number[] {
  const query = `DELETE FROM account_changes WHERE account_id IN (SELECT account_id FROM account_changes LIMIT ?)
    RETURNING account_id AS id`
  return sql.all<{ id: number }>(query, limit).map(({ id }) => id)
}

export const isAnyChanged = (sql: Sql): boolean => sql.get('SELECT 1 AS one FROM account_changes LIMIT 1') !== undefined
