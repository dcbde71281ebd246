/** Reads what a project wants of its sessions beside how far they are. */
import type { Stage, Thresholds } from '../../core/quota/limit-stage.ts'
import { USUAL } from '../../core/quota/limit-stage.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime } from '../../platform/time.ts'

export interface Watched extends Thresholds {
  readonly id: number
  readonly projectId: number
  readonly accountId: number
  readonly creditsUsed: number
  readonly stage: Exclude<Stage, 'reached'>
  readonly rotateAt: number | null
  readonly rotatePercent: number | null
  readonly rotateWindow: string | null
  readonly cooldownMinutes: number
}

/** Sessions in progress of active projects that rotate by themselves, and wait for nothing yet. */
export function listWatched(sql: Sql): Watched[] {
  const rows = sql.all<Omit<Watched, 'rotate'>>(
    `SELECT s.id, s.project_id AS projectId, s.account_id AS accountId, s.credits_used AS creditsUsed, s.limit_stage AS stage,
       p.rotate_at AS rotateAt, p.rotate_percent AS rotatePercent, p.rotate_window AS rotateWindow,
       p.prepare_percent AS prepare, p.warn_percent AS warn, p.cooldown_minutes AS cooldownMinutes
     FROM projects p JOIN sessions s ON s.project_id = p.id
     WHERE (p.rotate_at IS NOT NULL OR p.rotate_percent IS NOT NULL) AND p.status = 'active' AND s.status = 'in_progress'
       AND s.limit_stage <> 'held' AND NOT EXISTS (SELECT 1 FROM handoff_queue h WHERE h.session_id = s.id AND h.status IN ('pending', 'processing'))`,
  )
  return rows.map(row => ({ ...row, rotate: row.rotatePercent ?? USUAL.rotate }))
}

/** When a hand-over opened the session, epoch milliseconds; null: a person or a log did. */
export function findOpenedAt(sql: Sql, sessionId: number): number | null {
  const query = 'SELECT processed_at AS at FROM handoff_queue WHERE next_session_id = ? ORDER BY id DESC LIMIT 1'
  const at = sql.get<{ at: string | null }>(query, sessionId)?.at
  return at ? fromSqlTime(at) : null
}

/** When the first rest of a watched session is over; null where none rests. Epoch milliseconds. */
export function nextRestOver(sql: Sql, now: number): number | null {
  const rows = sql.all<{ at: string; minutes: number }>(
    `SELECT h.processed_at AS at, p.cooldown_minutes AS minutes FROM projects p JOIN sessions s ON s.project_id = p.id
       JOIN handoff_queue h ON h.next_session_id = s.id
     WHERE (p.rotate_at IS NOT NULL OR p.rotate_percent IS NOT NULL) AND p.status = 'active' AND s.status = 'in_progress'
       AND s.limit_stage = 'warned' AND h.processed_at IS NOT NULL`,
  )
  const ends = rows.flatMap(({ at, minutes }) => [20_000, minutes * 60_000].map(ms => fromSqlTime(at) + ms))
  const later = ends.filter(at => at > now)
  return later.length > 0 ? Math.min(...later) : null
}
