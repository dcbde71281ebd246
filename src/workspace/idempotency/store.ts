/** Answers given to requests that carried a key, kept in the transaction that made them true. */
import type { Sql } from '../../platform/sql.ts'

export interface KeptAnswer {
  readonly request_hash: string
  readonly status: number
  readonly answer: string
}

const KEPT_MS = 86_400_000

export function findAnswer(sql: Sql, route: string, key: string): KeptAnswer | null {
  const query = 'SELECT request_hash, status, answer FROM idempotency_keys WHERE route = ? AND key = ?'
  return sql.get<KeptAnswer>(query, route, key) ?? null
}

export function keepAnswer(sql: Sql, route: string, key: string, kept: KeptAnswer, now: number): void {
  sql.run('DELETE FROM idempotency_keys WHERE at_ms < ?', now - KEPT_MS)
  sql.run(
    'INSERT INTO idempotency_keys (route, key, request_hash, status, answer, at_ms) VALUES (?, ?, ?, ?, ?, ?)',
    route,
    key,
    kept.request_hash,
    kept.status,
    kept.answer,
    now,
  )
}
