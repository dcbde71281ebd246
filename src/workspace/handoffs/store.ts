import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Handoff, HandoffQuery } from './schema.ts'

const SELECT = `SELECT id, session_id, from_account_id, to_account_id, priority, handoff_context, status, created_at,
  processed_at, attempts, next_session_id, error FROM handoff_queue`

export function listHandoffs(sql: Sql, { status, session_id, ...page }: HandoffQuery): Page<Handoff> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<Handoff>(
    sql,
    { select: SELECT, filters: { 'status = ?': status, 'session_id = ?': session_id }, sort },
    page,
  )
  found.rows.forEach(wireTimes)
  return found
}

export function getHandoff(sql: Sql, id: number): Handoff {
  const row = sql.get<Handoff>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('handoff-not-found', { id })
  return wireTimes(row)
}

/** Those that wait, in the order they are carried out. */
export function listPending(sql: Sql): Handoff[] {
  return sql.all<Handoff>(`${SELECT} WHERE status = 'pending' ORDER BY priority DESC, id`).map(wireTimes)
}

export function hasPending(sql: Sql): boolean {
  return sql.get("SELECT 1 AS one FROM handoff_queue WHERE status = 'pending' LIMIT 1") !== undefined
}

export function findPendingOf(sql: Sql, sessionId: number): number | null {
  const query = "SELECT id FROM handoff_queue WHERE session_id = ? AND status = 'pending'"
  return sql.get<{ id: number }>(query, sessionId)?.id ?? null
}

/** The session that took over from this one; null where none did. */
export function findNextSession(sql: Sql, sessionId: number): number | null {
  const query = `SELECT next_session_id AS id FROM handoff_queue
    WHERE session_id = ? AND next_session_id IS NOT NULL ORDER BY id DESC LIMIT 1`
  return sql.get<{ id: number }>(query, sessionId)?.id ?? null
}

export function insertHandoff(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'handoff_queue', values)
}

export function updateHandoff(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'handoff_queue', id, values)
}

export function deleteHandoffRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM handoff_queue WHERE id = ?', id)
}
