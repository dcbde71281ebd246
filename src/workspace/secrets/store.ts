import type { Kept } from '../../platform/seal.ts'
import { Secret } from '../../platform/secret.ts'
import type { Sql } from '../../platform/sql.ts'
import { toWireTime } from '../../platform/time.ts'
import type { AccountKey } from './schema.ts'

export function insertSecret(sql: Sql, { place, sealed }: Kept): void {
  sql.run('INSERT INTO secrets (place, sealed) VALUES (?, ?)', place, sealed)
}

export interface KeyRow extends Kept, AccountKey {
  readonly account_id: number
}

/** In place of the one that is there. @param key `set_at` as at rest. */
export function putKey(sql: Sql, { place, sealed, account_id, last4, set_at, set_by }: KeyRow): void {
  sql.run(
    'INSERT OR REPLACE INTO secrets (place, sealed, account_id, last4, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)',
    place,
    sealed,
    account_id,
    last4,
    set_at,
    set_by,
  )
}

export function findKey(sql: Sql, accountId: number): KeyRow | null {
  const query = 'SELECT place, sealed, account_id, last4, set_at, set_by FROM secrets WHERE account_id = ?'
  const row = sql.get<KeyRow>(query, accountId)
  return row ? { ...row, set_at: toWireTime(row.set_at) } : null
}

export function findSealed(sql: Sql, place: string): Kept | null {
  return sql.get<Kept>('SELECT place, sealed FROM secrets WHERE place = ?', place) ?? null
}

export function listSealed(sql: Sql): Kept[] {
  return sql.all<Kept>('SELECT place, sealed FROM secrets ORDER BY place')
}

export function replaceSealed(sql: Sql, { place, sealed }: Kept, anew: string): boolean {
  const query = 'UPDATE secrets SET sealed = ? WHERE place = ? AND sealed = ? RETURNING place'
  return sql.get(query, anew, place, sealed) !== undefined
}

/** Also where it is not sealed yet. */
export function deleteSecret(sql: Sql, place: string): void {
  sql.run('DELETE FROM secrets WHERE place = ?', place)
  sql.run('UPDATE unsealed_secrets SET text = NULL WHERE place = ?', place)
}

export function listPlain(sql: Sql): { place: string; secret: Secret }[] {
  const rows = sql.all<{ place: string; text: string }>(
    'SELECT place, text FROM unsealed_secrets WHERE text IS NOT NULL',
  )
  return rows.map(({ place, text }) => ({ place, secret: new Secret(text) }))
}

export function isAnyUnsealed(sql: Sql): boolean {
  return sql.get('SELECT 1 AS one FROM unsealed_secrets LIMIT 1') !== undefined
}

/** @returns false where it has gone meanwhile. */
export function clearPlain(sql: Sql, place: string): boolean {
  const query = 'UPDATE unsealed_secrets SET text = NULL WHERE place = ? AND text IS NOT NULL RETURNING place'
  return sql.get(query, place) !== undefined
}

export function forgetCleared(sql: Sql): void {
  sql.run('DELETE FROM unsealed_secrets WHERE text IS NULL')
}
