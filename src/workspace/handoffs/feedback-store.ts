/** What receivers' first turns told of their briefings. */
import type { Feedback } from '../../core/feedback/measure-feedback.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import type { MeasuredFeedback } from './feedback-schema.ts'

export function openFeedback(sql: Sql, handoffId: number): void {
  sql.run('INSERT INTO handoff_feedback (handoff_id) VALUES (?) ON CONFLICT DO NOTHING', handoffId)
}

interface ToMeasure {
  readonly id: number
  readonly session_id: number
  readonly next_session_id: number
  readonly handoff_context: string
}

/** Handoffs whose receivers have first turns that were not looked at. */
export function listToMeasure(sql: Sql, limit: number): ToMeasure[] {
  return sql.all(
    `SELECT h.id, h.session_id, h.next_session_id, h.handoff_context
     FROM handoff_feedback f JOIN handoff_queue h ON h.id = f.handoff_id
     WHERE f.behind = 1 AND h.next_session_id IS NOT NULL ORDER BY f.handoff_id LIMIT ?`,
    limit,
  )
}

export function saveFeedback(sql: Sql, handoffId: number, feedback: Feedback, now: number): void {
  const { items, reasked, asked, opened, searched, list, closed } = feedback
  sql.run(
    `UPDATE handoff_feedback SET items = ?, reasked = ?, asked = ?, opened = ?, searched = ?, list = ?, closed = ?,
     behind = 0, measured_at = ? WHERE handoff_id = ?`,
    items,
    reasked,
    asked,
    opened,
    searched,
    JSON.stringify(list),
    Number(closed),
    toSqlTime(now),
    handoffId,
  )
}

/** Null until the receiver's first turn. */
export function findFeedback(sql: Sql, handoffId: number): MeasuredFeedback | null {
  const row = sql.get<Omit<MeasuredFeedback, 'list' | 'closed'> & { list: string; closed: number }>(
    `SELECT items, reasked, asked, opened, searched, list, closed, measured_at FROM handoff_feedback
     WHERE handoff_id = ? AND measured_at IS NOT NULL`,
    handoffId,
  )
  if (!row) return null
  const measured_at = new Date(fromSqlTime(row.measured_at)).toISOString()
  return { ...row, list: JSON.parse(row.list), closed: row.closed === 1, measured_at }
}

/** A measure that travelled with its project. */
export function insertFeedback(sql: Sql, handoffId: number, feedback: MeasuredFeedback): void {
  openFeedback(sql, handoffId)
  saveFeedback(sql, handoffId, feedback, Date.parse(feedback.measured_at))
}
