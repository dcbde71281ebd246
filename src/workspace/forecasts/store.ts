/** Reads across the rooms what was used when, and of whom; writes nothing. */
import type { Use } from '../../core/forecast/history.ts'
import type { WorkDone } from '../../core/forecast/measure-pace.ts'
import { spreadUse } from '../../core/forecast/spread-use.ts'
import type { ShareRead } from '../../core/forecast/uses-of-readings.ts'
import type { Unit } from '../../core/quota/window.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { forPerson, othersAccounts, type PersonId } from '../who-sees.ts'

type Booked = {
  readonly at: string
  readonly amount: number
  readonly session_id: number | null
  /** Of the session. */
  readonly started_at: string | null
}

/** A session books at its end, or now and then, what it used since it began or booked last. @param booked in their order */
function toUses(booked: readonly Booked[]): Use[] {
  const bookedLast = new Map<number, number>()
  return booked.flatMap(({ at, amount, session_id: session, started_at }) => {
    const until = fromSqlTime(at)
    if (session === null || started_at === null) return [{ at: until, amount }]
    const from = bookedLast.get(session) ?? fromSqlTime(started_at)
    bookedLast.set(session, until)
    return spreadUse(amount, from, until)
  })
}

/** Credits that were told, estimated, or found used by a reading; since a time, epoch milliseconds. */
export function listCreditsUsed(sql: Sql, accountId: number, since: number): Use[] {
  const booked = sql.all<Booked>(
    `SELECT l.at, -l.amount AS amount, s.id AS session_id, s.started_at
     FROM credit_ledger l INDEXED BY idx_ledger_told LEFT JOIN sessions s ON s.id = l.session_id
     WHERE l.account_id = ? AND l.kind IN ('opening', 'use', 'estimate', 'reading') AND l.kind <> 'opening'
       AND l.amount < 0 AND l.at >= ? ORDER BY l.at`,
    accountId,
    toSqlTime(since),
  )
  return toUses(booked)
}

/** The project whose session is in progress on the account, else that of its newest. */
export function findProjectOf(sql: Sql, accountId: number): number | null {
  const query = `SELECT project_id FROM sessions WHERE account_id = ?
    ORDER BY status = 'in_progress' DESC, started_at DESC, id DESC LIMIT 1`
  return sql.get<{ project_id: number }>(query, accountId)?.project_id ?? null
}

/** Credits that a project's sessions used of any account of the platform, shared or of one owner: others are others. */
export function listProjectCreditsUsed(sql: Sql, projectId: number, accountId: number, since: number): Use[] {
  // In this order: left to itself, SQLite may read the whole ledger.
  const booked = sql.all<Booked>(
    `SELECT l.at, -l.amount AS amount, s.id AS session_id, s.started_at
     FROM sessions s CROSS JOIN credit_ledger l INDEXED BY idx_ledger_session CROSS JOIN accounts a
     WHERE s.project_id = ?1 AND l.session_id = s.id AND a.id = s.account_id
       AND a.platform = (SELECT platform FROM accounts WHERE id = ?3)
       AND ${forPerson('a.owner_id', '(SELECT owner_id FROM accounts WHERE id = ?3)')}
       AND l.kind IN ('use', 'estimate') AND l.amount < 0 AND l.at >= ?2 ORDER BY l.at`,
    projectId,
    toSqlTime(since),
    accountId,
  )
  return toUses(booked)
}

/** What was read of a window, oldest first. */
export function listSharesRead(sql: Sql, accountId: number, window: string, since: number): ShareRead[] {
  return sql.all(
    `SELECT true_at_ms AS at, used_percent AS usedPercent, resets_at_ms AS resetsAt FROM quota_readings
     WHERE account_id = ? AND window_name = ? AND true_at_ms >= ? AND used_percent IS NOT NULL ORDER BY true_at_ms, id`,
    accountId,
    window,
    since,
  )
}

/** Accounts that draw on the same window of a shared pool. */
export function listPoolAccounts(sql: Sql, accountId: number, pool: string, window: string): number[] {
  const query = `SELECT account_id AS id FROM quota_windows w JOIN accounts a ON a.id = w.account_id
    WHERE shared_pool = ? AND name = ? AND owner_id IS (SELECT owner_id FROM accounts WHERE id = ?)`
  return sql.all<{ id: number }>(query, pool, window, accountId).map(({ id }) => id)
}

export interface UsedAccount {
  readonly id: number
  readonly account_name: string
}

/** Of which anything was used since a time, those used last first; blocked and archived ones are not asked for. */
export function listUsedAccounts(sql: Sql, person: PersonId, since: number, limit: number): UsedAccount[] {
  // The newest entry of each account is one step in an index; all entries of the time may be a million.
  return sql.all(
    `SELECT id, account_name FROM (
       SELECT a.id, a.account_name, max(coalesce(worked.at, ''), coalesce((
         SELECT at FROM credit_ledger l INDEXED BY idx_ledger_told
         WHERE l.account_id = a.id AND l.kind IN ('opening', 'use', 'estimate', 'reading') AND l.kind <> 'opening'
         ORDER BY at DESC LIMIT 1), '')) AS used_at
       FROM accounts a
         LEFT JOIN (SELECT account_id, max(started_at) AS at FROM sessions WHERE started_at >= ?1 GROUP BY account_id) worked
           ON worked.account_id = a.id
       WHERE a.archived_at IS NULL AND a.status <> 'blocked' AND ${forPerson('a.owner_id', '?3')})
     WHERE used_at >= ?1 ORDER BY used_at DESC, id LIMIT ?2`,
    toSqlTime(since),
    limit,
    person,
  )
}

export interface Loss {
  readonly id: number
  readonly account_name: string
  readonly unit: Unit
  readonly lost: number
  /** Epoch milliseconds. */
  readonly at: number
}

/** What accounts lose until a time if nobody uses it, soonest first, the most first. */
export function listLosses(sql: Sql, person: PersonId, now: number, until: number, limit: number): Loss[] {
  return sql.all(
    `SELECT id, account_name, unit, lost_at_reset AS lost, loses_at_ms AS at FROM accounts
     WHERE loses_at_ms > ? AND loses_at_ms <= ? AND lost_at_reset > 0 AND archived_at IS NULL AND status <> 'blocked'
       AND ${forPerson()}
     ORDER BY loses_at_ms, lost_at_reset DESC, id LIMIT ?`,
    now,
    until,
    person,
    limit,
  )
}

/** All of them together. */
export function sumLosses(
  sql: Sql,
  person: PersonId,
  now: number,
  until: number,
): { readonly accounts: number; readonly lost: number } {
  return sql.get(
    `SELECT count(*) AS accounts, coalesce(sum(lost_at_reset), 0) AS lost FROM accounts
     WHERE loses_at_ms > ? AND loses_at_ms <= ? AND lost_at_reset > 0 AND archived_at IS NULL AND status <> 'blocked'
       AND ${forPerson()}`,
    now,
    until,
    person,
  ) as { accounts: number; lost: number }
}

export interface PlanAccount {
  readonly id: number
  readonly account_name: string
  readonly specialization: string | null
  readonly credits_available: number
  readonly capacity: number
  readonly unit: 'credits'
}

/** Of credits, neither blocked nor claimed nor at work for another project; those with the most left first. */
export function listPlanAccounts(sql: Sql, person: PersonId, projectId: number | null, now: number): PlanAccount[] {
  return sql.all(
    `SELECT id, account_name, specialization, credits_available, capacity, unit FROM accounts
     WHERE archived_at IS NULL AND status <> 'blocked' AND unit = 'credits' AND ${forPerson('owner_id', '?3')}
       AND NOT EXISTS (SELECT 1 FROM leases WHERE leases.account_id = accounts.id AND expires_at_ms > ?1)
       AND (in_use = 0 OR EXISTS (SELECT 1 FROM sessions s
         WHERE s.account_id = accounts.id AND s.status = 'in_progress' AND s.project_id = ?2))
     ORDER BY credits_available DESC, id`,
    now,
    projectId,
    person,
  )
}

const HOUR_MS = 3_600_000
/** What took longer was left open over a night. */
const HOURS_MAX = 12

/** The newest sessions that used credits and how long they took. @param projectId null: of all. */
export function listWorkDone(sql: Sql, person: PersonId, projectId: number | null, limit: number): WorkDone[] {
  const rows = sql.all<{ credits: number; minutes: number }>(
    `SELECT credits_used AS credits,
       coalesce(duration_minutes, (julianday(completed_at) - julianday(started_at)) * 1440) AS minutes
     FROM sessions WHERE credits_used > 0 AND (?1 IS NULL OR project_id = ?1) AND account_id NOT IN ${othersAccounts('?3')}
       AND (duration_minutes IS NOT NULL OR completed_at IS NOT NULL)
     ORDER BY started_at DESC, id DESC LIMIT ?2`,
    projectId,
    limit,
    person,
  )
  return rows
    .map(({ credits, minutes }) => ({ credits, ms: minutes * 60_000 }))
    .filter(({ ms }) => ms <= HOURS_MAX * HOUR_MS)
}
