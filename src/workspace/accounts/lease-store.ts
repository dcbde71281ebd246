/** Leases: a claim on an account that ends by itself. */
import { insertedId, type Sql } from '../../platform/sql.ts'
import { othersAccounts, type PersonId } from '../who-sees.ts'

export interface Lease {
  readonly id: number
  readonly account_id: number
  readonly holder: string
  readonly expires_at_ms: number
}

/** Replaces an ended lease of the account; the caller has made sure that no live one is there. */
export function insertLease(sql: Sql, accountId: number, holder: string, expiresAtMs: number): number {
  sql.run('DELETE FROM leases WHERE account_id = ?', accountId)
  const query = 'INSERT INTO leases (account_id, holder, expires_at_ms) VALUES (?, ?, ?) RETURNING id'
  return insertedId(sql, query, accountId, holder, expiresAtMs)
}

export function findLiveLease(sql: Sql, accountId: number, now: number): Lease | null {
  const query = 'SELECT id, account_id, holder, expires_at_ms FROM leases WHERE account_id = ? AND expires_at_ms > ?'
  return sql.get<Lease>(query, accountId, now) ?? null
}

/** @returns the account it was on; null where it had ended. */
export function deleteLease(sql: Sql, id: number, now: number): number | null {
  const query = 'DELETE FROM leases WHERE id = ? RETURNING account_id, expires_at_ms'
  const row = sql.get<{ account_id: number; expires_at_ms: number }>(query, id)
  return row && row.expires_at_ms > now ? row.account_id : null
}

/** When the first live lease ends; null where none is there. */
export function findNextLeaseEnd(sql: Sql, now: number, whose: 'all' | { readonly person: PersonId }): number | null {
  const ofPerson = `AND account_id NOT IN ${othersAccounts()}`
  const query = `SELECT min(expires_at_ms) AS at FROM leases WHERE expires_at_ms > ? ${whose === 'all' ? '' : ofPerson}`
  return sql.get<{ at: number | null }>(query, now, ...(whose === 'all' ? [] : [whose.person]))?.at ?? null
}

export function findLeasedAccount(sql: Sql, id: number): number | null {
  return sql.get<{ id: number }>('SELECT account_id AS id FROM leases WHERE id = ?', id)?.id ?? null
}
