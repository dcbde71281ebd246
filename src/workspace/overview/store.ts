/** Reads across the rooms, for figures; writes nothing. */
import type { Sql } from '../../platform/sql.ts'
import { forPerson, othersAccounts } from '../who-sees.ts'

export interface Stats {
  readonly active_projects: number
  readonly active_accounts: number
  readonly total_credits: number
  readonly total_sessions: number
  readonly credits_available: number
  readonly credits_capacity: number
  readonly open_sessions: number
  readonly waiting_handoffs: number
  readonly next_reset_ms: number | null
}

/** Accounts that draw on one window count once: by the first of them. */
const POOLED = `accounts WHERE archived_at IS NULL AND status <> 'blocked' AND ${forPerson('owner_id', '?1')} AND (windows = 0 OR NOT EXISTS (
  SELECT 1 FROM quota_windows own JOIN quota_windows first
    ON first.shared_pool = own.shared_pool AND first.name = own.name AND first.account_id < own.account_id
  JOIN accounts mate ON mate.id = first.account_id AND mate.archived_at IS NULL AND mate.status <> 'blocked'
    AND mate.owner_id IS accounts.owner_id
  WHERE own.account_id = accounts.id))`

/** Of the shared accounts and those of the person. */
export function readStats(sql: Sql, person: string): Stats {
  return sql.get<Stats>(
    `SELECT
      (SELECT count(*) FROM projects WHERE status = 'active') AS active_projects,
      (SELECT count(*) FROM accounts WHERE archived_at IS NULL AND status IN ('available', 'active')
        AND ${forPerson('owner_id', '?1')}) AS active_accounts,
      (SELECT coalesce(sum(total_credits_used), 0) FROM projects)
        - (SELECT coalesce(sum(credits_used), 0) FROM sessions WHERE account_id IN ${othersAccounts('?1')}) AS total_credits,
      (SELECT count(*) FROM sessions) AS total_sessions,
      (SELECT coalesce(sum(credits_available), 0) FROM ${POOLED}) AS credits_available,
      (SELECT coalesce(sum(capacity), 0) FROM ${POOLED}) AS credits_capacity,
      (SELECT count(*) FROM sessions WHERE status = 'in_progress') AS open_sessions,
      (SELECT count(*) FROM handoff_queue WHERE status = 'pending') AS waiting_handoffs,
      (SELECT min(min(coalesce(resets_at_ms, settles_at_ms), coalesce(settles_at_ms, resets_at_ms))) FROM accounts
        WHERE archived_at IS NULL AND status = 'exhausted' AND ${forPerson('owner_id', '?1')}) AS next_reset_ms`,
    person,
  ) as Stats
}

export interface WorkedSession {
  readonly id: number
  readonly credits_used: number
  readonly status: string
  readonly session_type: string
  readonly account_name: string
  readonly platform: string
  readonly week: string
}

/** A project's sessions since a time (at rest) on accounts that count for the person, oldest first. */
export function listWorkedSessions(sql: Sql, person: string, projectId: number, since: string): WorkedSession[] {
  return sql.all(
    `SELECT s.id, s.credits_used, s.status, s.session_type, a.account_name, a.platform, strftime('%G-W%V', s.started_at) AS week
     FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.project_id = ? AND s.started_at >= ? AND ${forPerson('a.owner_id')} ORDER BY s.started_at, s.id`,
    projectId,
    since,
    person,
  )
}

export interface EndedWindow {
  /** Credits that were left when it began anew. */
  readonly left_over: number
  /** Of the project, in that window. */
  readonly sessions: number
}

/**
 * Windows that ended since a time (at rest) and in which sessions of the project ran. An account that only others used
 * meanwhile says nothing of this project.
 */
export function listEndedWindows(sql: Sql, person: string, projectId: number, since: string): EndedWindow[] {
  return sql.all(
    `SELECT max(0, r.balance - r.amount) AS left_over, count(*) AS sessions
     FROM credit_ledger r JOIN sessions s ON s.account_id = r.account_id AND s.started_at < r.at
     WHERE r.kind = 'reset' AND r.at >= ?1 AND s.project_id = ?2 AND r.account_id NOT IN ${othersAccounts('?3')}
       AND (s.completed_at IS NULL OR s.completed_at > coalesce((SELECT max(e.at) FROM credit_ledger e
         WHERE e.account_id = r.account_id AND e.id < r.id AND e.kind = 'reset'), ''))
     GROUP BY r.id ORDER BY r.id`,
    since,
    projectId,
    person,
  )
}

export interface HandedOver {
  readonly briefing: string
  /** At rest: the last turn of the one that handed over, else when it was closed. Null: neither. */
  readonly ended: string | null
  /** At rest: the first turn of the one that took over; null where it has none. */
  readonly begun: string | null
  /** Things of the past that the receiver's first turns fetched again; null where they were not looked at. */
  readonly reasked: number | null
}

/** Handoffs between sessions of a project that were carried out since a time (at rest). */
export function listHandedOver(sql: Sql, projectId: number, since: string): HandedOver[] {
  return sql.all(
    `SELECT h.handoff_context AS briefing, f.reasked,
       coalesce((SELECT timestamp FROM conversation_history t WHERE t.session_id = s.id ORDER BY turn_number DESC LIMIT 1),
         s.completed_at) AS ended,
       (SELECT timestamp FROM conversation_history t WHERE t.session_id = n.id ORDER BY turn_number LIMIT 1) AS begun
     FROM sessions s JOIN handoff_queue h ON h.session_id = s.id JOIN sessions n ON n.id = h.next_session_id
       LEFT JOIN handoff_feedback f ON f.handoff_id = h.id AND f.measured_at IS NOT NULL
     WHERE s.project_id = ? AND h.processed_at >= ? ORDER BY h.id`,
    projectId,
    since,
  )
}

export function readSchemaVersion(sql: Sql): number {
  return sql.get<{ version: number }>('SELECT max(version) AS version FROM schema_migrations')?.version ?? 0
}
