import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { fromSqlTime, wireTimes } from '../../platform/time.ts'
import type { Session } from '../sessions/index.ts'
import { problem } from './problems.ts'
import type { Handoff, HandoffQuery } from './schema.ts'

/** So long a rotation can be taken back. */
export const UNDO_MS = 10 * 60_000

export const undoUntil = (doneAt: number): string => new Date(doneAt + UNDO_MS).toISOString()

/** Nobody knows when. */
const NEVER_MS = 9e15

const SELECT = `SELECT id, session_id, from_account_id, to_account_id, priority, handoff_context, status, created_at,
  processed_at, attempts, next_session_id, error, not_before_ms, waits, undone_at, items, reasked, asked, opened, searched,
  to_person_id, (SELECT name FROM people WHERE people.id = to_person_id) AS to_person_name
  FROM handoff_queue LEFT JOIN handoff_feedback ON handoff_id = id AND measured_at IS NOT NULL`

type HandoffRow = Omit<Handoff, 'feedback' | 'not_before' | 'waits' | 'undo_until' | 'to_person'> & {
  not_before_ms: number
  waits: number
  to_person_id: string | null
  to_person_name: string | null
} & {
  [C in keyof NonNullable<Handoff['feedback']>]: number | null
}

function toHandoff(read: HandoffRow): Handoff {
  const { items, reasked, asked, opened, searched, not_before_ms, waits, to_person_id, to_person_name, ...row } = read
  const feedback = items === null ? null : ({ items, reasked, asked, opened, searched } as Handoff['feedback'])
  const isLater = row.status === 'pending' && not_before_ms > 0 && not_before_ms < NEVER_MS
  const not_before = isLater ? new Date(not_before_ms).toISOString() : null
  const canUndo = row.status === 'completed' && row.next_session_id !== null && row.processed_at !== null
  const undo_until = canUndo ? undoUntil(fromSqlTime(row.processed_at as string)) : null
  const to_person = to_person_id === null ? null : { id: to_person_id, name: to_person_name ?? to_person_id }
  return { ...wireTimes(row), waits: waits === 1, not_before, undo_until, to_person, feedback }
}

export function listHandoffs(sql: Sql, { status, session_id, ...page }: HandoffQuery): Page<Handoff> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<HandoffRow>(
    sql,
    { select: SELECT, filters: { 'status = ?': status, 'session_id = ?': session_id }, sort },
    page,
  )
  return { ...found, rows: found.rows.map(toHandoff) }
}

/** What the rotation changed. */
export function readPassage(sql: Sql, id: number): { statusBefore: Session['status']; exhausted: boolean } {
  const query = 'SELECT status_before, exhausted FROM handoff_queue WHERE id = ?'
  const row = sql.get<{ status_before: Session['status'] | null; exhausted: number }>(query, id)
  return { statusBefore: row?.status_before ?? 'in_progress', exhausted: row?.exhausted === 1 }
}

/** The name of who handed it to a colleague; null where nobody did. */
export function findHandedBy(sql: Sql, id: number): string | null {
  return sql.get<{ name: string | null }>('SELECT handed_by AS name FROM handoff_queue WHERE id = ?', id)?.name ?? null
}

/** Somebody has left: what waits for them goes on with who holds its session. */
export function forgetReceiver(sql: Sql, person: string): void {
  const query = `UPDATE handoff_queue SET to_person_id = NULL, handed_by = NULL
    WHERE to_person_id = ? AND status IN ('pending', 'processing')`
  sql.run(query, person)
}

export function getHandoff(sql: Sql, id: number): Handoff {
  const row = sql.get<HandoffRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('handoff-not-found', { id })
  return toHandoff(row)
}

export interface QueuedHandoff {
  readonly id: number
  readonly attempts: number
  /** Somebody began to carry it out, and never came back. */
  readonly wasReserved: boolean
  /** For any account, as it stands in its row already. */
  readonly waits: boolean
}

/** Those that may be carried out now, in the order that they are; of those that wait for an account nobody knows before. */
export function listDue(sql: Sql, now: number, limit: number): QueuedHandoff[] {
  const rows = sql.all<{ id: number; attempts: number; status: string; waits: number }>(
    `SELECT id, attempts, status, waits FROM handoff_queue
     WHERE (status = 'pending' AND (waits = 1 OR not_before_ms <= ?1)) OR (status = 'processing' AND not_before_ms <= ?1)
     ORDER BY priority DESC, id LIMIT ?2`,
    now,
    limit,
  )
  return rows.map(({ id, attempts, status, waits }) => ({
    id,
    attempts,
    wasReserved: status === 'processing',
    waits: status === 'pending' && waits === 1,
  }))
}

/** One that waits for an account, and until when at least; null where none does. */
export function findFirstWaiting(sql: Sql): { readonly notBefore: number | null } | null {
  const query =
    "SELECT not_before_ms AS at FROM handoff_queue WHERE status = 'pending' AND waits = 1 ORDER BY id LIMIT 1"
  const row = sql.get<{ at: number }>(query)
  return row ? { notBefore: row.at < NEVER_MS ? row.at : null } : null
}

/** @param until epoch milliseconds; null: nobody knows. */
export function waitUntil(sql: Sql, until: number | null): void {
  sql.run("UPDATE handoff_queue SET not_before_ms = ? WHERE status = 'pending' AND waits = 1", until ?? NEVER_MS)
}

/** When one is to be tried, or taken up again, at the latest; null where none is. Epoch milliseconds. */
export function nextHandoffAt(sql: Sql): number | null {
  const query = `SELECT not_before_ms AS at FROM handoff_queue
    WHERE status IN ('pending', 'processing') AND waits = 0 ORDER BY not_before_ms LIMIT 1`
  return sql.get<{ at: number }>(query)?.at ?? null
}

export function isAnyQueued(sql: Sql): boolean {
  return sql.get("SELECT 1 AS one FROM handoff_queue WHERE status IN ('pending', 'processing') LIMIT 1") !== undefined
}

export function listPendingIds(sql: Sql): number[] {
  return sql.all<{ id: number }>("SELECT id FROM handoff_queue WHERE status = 'pending'").map(row => row.id)
}

/** A handoff that waits for an account, with what people know it by. */
export interface Waiting {
  readonly session_id: number
  readonly session_number: number
  readonly project_id: number
  readonly project_name: string
  /** At rest. */
  readonly created_at: string
}

/** Null where it does not wait, or is gone. */
export function findWaiting(sql: Sql, id: number): Waiting | null {
  const query = `SELECT h.session_id, s.session_number, s.project_id, p.name AS project_name, h.created_at
    FROM handoff_queue h JOIN sessions s ON s.id = h.session_id JOIN projects p ON p.id = s.project_id
    WHERE h.id = ? AND h.status = 'pending'`
  return sql.get<Waiting>(query, id) ?? null
}

export function findPendingOf(sql: Sql, sessionId: number): number | null {
  const query = "SELECT id FROM handoff_queue WHERE session_id = ? AND status IN ('pending', 'processing')"
  return sql.get<{ id: number }>(query, sessionId)?.id ?? null
}

/** The session that took over from this one; null where none did. */
export function findNextSession(sql: Sql, sessionId: number): number | null {
  const query = `SELECT next_session_id AS id FROM handoff_queue
    WHERE session_id = ? AND next_session_id IS NOT NULL ORDER BY id DESC LIMIT 1`
  return sql.get<{ id: number }>(query, sessionId)?.id ?? null
}

/** A session that took over and has nothing yet: no log, no turn. */
export interface EmptyReceiver {
  readonly session_id: number
  readonly project_id: number
  readonly account_id: number
  readonly platform: string
  /** Who is to go on with it; null: nobody is known to. */
  readonly person_id: string | null
  /** Whose account it is on; null: a shared one. */
  readonly owner_id: string | null
  readonly handoff_context: string
  /** At rest. */
  readonly processed_at: string
}

/** The latest handoff first. */
export function listEmptyReceivers(sql: Sql): EmptyReceiver[] {
  return sql.all(
    `SELECT s.id AS session_id, s.project_id, s.account_id, a.platform, s.person_id, a.owner_id,
       h.handoff_context, h.processed_at
     FROM sessions s JOIN handoff_queue h ON h.next_session_id = s.id JOIN accounts a ON a.id = s.account_id
     WHERE s.status = 'in_progress' AND s.source_key IS NULL AND s.turns = 0 AND h.processed_at IS NOT NULL
     ORDER BY h.processed_at DESC, h.id DESC`,
  )
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
