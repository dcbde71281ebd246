/** Readings at rest: a figure that a session repeats is one row, however often it is said. */
import { isCurrent, type WindowReading } from '../../core/quota/tightest-window.ts'
import type { ReadingEvent } from '../../core/transcript/event.ts'
import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import type { Sql } from '../../platform/sql.ts'
import { othersAccounts, type PersonId } from '../who-sees.ts'
import type { Reading } from './schema.ts'

/** The session that said it, by its tool's own id, and the account that it works on. */
export interface Sayer {
  readonly accountId: number
  readonly tool: string
  readonly sessionKey: string
}

/** `at`: how old the figure is at least; times are epoch milliseconds. */
export interface StoredReading extends WindowReading {
  readonly id: number
  readonly account_id: number
  readonly tool: string
  readonly session_key: string
  readonly source: Reading['source']
  readonly remaining: number | null
  readonly limit: number | null
  readonly unit: string | null
  readonly plan: string | null
  readonly firstAt: number
  readonly seenAt: number
}

export interface NewReading extends Omit<ReadingEvent, 'type' | 'line' | 'source'> {
  readonly source: Reading['source']
}

const COLUMNS = `id, account_id, tool, session_key, window_name AS window, source, used_percent AS usedPercent, remaining,
  limit_amount AS "limit", unit, resets_at_ms AS resetsAt, plan, at_ms AS firstAt, seen_at_ms AS seenAt, true_at_ms AS at`
const OF_SESSION = 'tool = ? AND session_key = ? AND window_name = ? AND source = ?'
/** Resets are counted from now, and anchors of windows creep: so much is the same one. */
const SAME_RESET_MS = 3 * 60_000

/** @returns what became of it: a new row, a row that holds for longer now, or nothing new. */
export function keepReading(
  sql: Sql,
  { accountId, tool, sessionKey }: Sayer,
  reading: NewReading,
): 'new' | 'again' | 'known' {
  const { window, source, at, resetsAt = null, usedPercent = null, remaining = null } = reading
  const session = [tool, sessionKey, window, source] as const
  const known = `SELECT 1 AS one FROM quota_readings WHERE ${OF_SESSION} AND used_percent IS ? AND remaining IS ?
    AND at_ms <= ? AND seen_at_ms >= ?`
  if (sql.get(known, ...session, usedPercent, remaining, at, at)) return 'known'
  const latest = `SELECT ${COLUMNS} FROM quota_readings WHERE ${OF_SESSION} AND at_ms <= ? ORDER BY at_ms DESC LIMIT 1`
  const before = sql.get<StoredReading>(latest, ...session, at)
  if (before?.usedPercent === usedPercent && before.remaining === remaining && isSameReset(before, resetsAt)) {
    const again = 'UPDATE quota_readings SET seen_at_ms = ?, resets_at_ms = coalesce(?, resets_at_ms) WHERE id = ?'
    sql.run(again, at, resetsAt, before.id)
    return 'again'
  }
  sql.run(
    `INSERT OR IGNORE INTO quota_readings (account_id, tool, session_key, window_name, source, used_percent, remaining,
       limit_amount, unit, resets_at_ms, plan, at_ms, seen_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    accountId,
    ...session,
    usedPercent,
    remaining,
    reading.limit ?? null,
    reading.unit ?? null,
    resetsAt,
    reading.plan ?? null,
    at,
    at,
  )
  return 'new'
}

const isSameReset = ({ resetsAt: before }: StoredReading, resetsAt: number | null): boolean =>
  before === null || resetsAt === null || Math.abs(before - resetsAt) <= SAME_RESET_MS

/** Clocks of two machines differ; what is further ahead was said by one that is wrong. */
const AHEAD_MS_MAX = 5 * 60_000

/** The newest of each window of the account, whatever came in last: an old log says nothing about today. */
export function listNewest(sql: Sql, accountId: number, now: number): StoredReading[] {
  const query = `SELECT ${COLUMNS}, max(true_at_ms) FROM quota_readings WHERE account_id = ? AND true_at_ms <= ?
    GROUP BY window_name ORDER BY window_name`
  return sql
    .all<StoredReading>(query, accountId, now + AHEAD_MS_MAX)
    .map(each => ({ ...each, at: Math.min(each.at, now) }))
}

/** Those of every account that counts for a person, that hold now, account by account. */
export function listCurrent(sql: Sql, now: number, person: PersonId): StoredReading[] {
  const query = `SELECT ${COLUMNS}, max(true_at_ms) FROM quota_readings
    WHERE true_at_ms <= ? AND account_id NOT IN ${othersAccounts()}
    GROUP BY account_id, window_name ORDER BY account_id, window_name`
  return sql.all<StoredReading>(query, now + AHEAD_MS_MAX, person).filter(reading => isCurrent(reading, now))
}

export function listHistory(sql: Sql, accountId: number, page: PageRequest): Page<StoredReading> {
  const select = `SELECT ${COLUMNS} FROM quota_readings`
  const sort = { key: 'at', column: 'true_at_ms', id: 'id', direction: 'DESC' } as const
  return listPage(sql, { select, filters: { 'account_id = ?': accountId }, sort }, page)
}

/** As it goes over the wire. */
export function toReading(
  { usedPercent, resetsAt, firstAt, seenAt, at, ...rest }: StoredReading,
  now: number,
): Reading {
  return {
    ...rest,
    used_percent: usedPercent,
    resets_at: resetsAt === null ? null : wire(resetsAt),
    at: wire(firstAt),
    seen_at: wire(seenAt),
    true_at: wire(at),
    current: isCurrent({ window: rest.window, usedPercent, resetsAt, at }, now),
  }
}

const wire = (ms: number): string => new Date(ms).toISOString()
