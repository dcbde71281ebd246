/** Reads across the rooms, for figures; writes nothing. */
import type { Sql } from '../../platform/sql.ts'

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

export function readStats(sql: Sql): Stats {
  return sql.get<Stats>(
    `SELECT
      (SELECT count(*) FROM projects WHERE status = 'active') AS active_projects,
      (SELECT count(*) FROM accounts WHERE archived_at IS NULL AND status IN ('available', 'active')) AS active_accounts,
      (SELECT coalesce(sum(total_credits_used), 0) FROM projects) AS total_credits,
      (SELECT count(*) FROM sessions) AS total_sessions,
      (SELECT coalesce(sum(credits_available), 0) FROM accounts WHERE archived_at IS NULL AND status <> 'blocked') AS credits_available,
      (SELECT coalesce(sum(capacity), 0) FROM accounts WHERE archived_at IS NULL AND status <> 'blocked') AS credits_capacity,
      (SELECT count(*) FROM sessions WHERE status = 'in_progress') AS open_sessions,
      (SELECT count(*) FROM handoff_queue WHERE status = 'pending') AS waiting_handoffs,
      (SELECT min(resets_at_ms) FROM accounts
        WHERE resets_at_ms IS NOT NULL AND archived_at IS NULL AND status = 'exhausted') AS next_reset_ms`,
  ) as Stats
}

export interface UsedSession {
  readonly credits_used: number
  readonly status: string
  readonly session_type: string
  readonly account_id: number
  readonly account_name: string
  readonly week: string
}

/** Sessions since a time (at rest) that used credits, oldest first. */
export function listUsedSessions(sql: Sql, projectId: number, since: string): UsedSession[] {
  return sql.all(
    `SELECT s.credits_used, s.status, s.session_type, s.account_id, a.account_name, strftime('%G-W%V', s.started_at) AS week
     FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.project_id = ? AND s.started_at >= ? AND s.credits_used > 0 ORDER BY s.started_at, s.id`,
    projectId,
    since,
  )
}

/** Credits that were left when a window of the project's accounts ended: what a reset found before it filled up. */
export function sumWasted(sql: Sql, projectId: number, since: string): number {
  const row = sql.get<{ wasted: number }>(
    `SELECT coalesce(sum(max(0, balance - amount)), 0) AS wasted FROM credit_ledger
     WHERE kind = 'reset' AND at >= ? AND account_id IN (SELECT account_id FROM sessions WHERE project_id = ?)`,
    since,
    projectId,
  )
  return row?.wasted ?? 0
}

export function readSchemaVersion(sql: Sql): number {
  return sql.get<{ version: number }>('SELECT max(version) AS version FROM schema_migrations')?.version ?? 0
}
