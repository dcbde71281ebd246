import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime, wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Session, SessionQuery } from './schema.ts'

const SELECT = `SELECT s.id, s.project_id, s.account_id, s.session_number, s.session_type, s.credits_used, s.duration_minutes,
  s.objectives, s.accomplishments, s.blockers, s.handoff_notes, s.checkpoint_data, s.status, s.started_at, s.completed_at,
  p.name AS project_name, a.account_name, s.title, s.source_tool, s.source_key, s.source_file, s.cwd, s.git_branch,
  s.git_commit, s.model, s.device, s.turns, s.person_id, (SELECT name FROM people WHERE id = s.person_id) AS person_name,
  s.handed_by, a.owner_id AS account_owner
  FROM sessions s JOIN projects p ON p.id = s.project_id JOIN accounts a ON a.id = s.account_id`

/** As the rooms know it: with whose account it ran on. */
export interface KnownSession extends Session {
  readonly account_owner: string | null
}

type SessionRow = Omit<KnownSession, 'person'> & {
  checkpoint_data: string | null
  person_id: string | null
  person_name: string | null
}

function toSession({ person_id, person_name, ...row }: SessionRow): KnownSession {
  const person = person_id === null ? null : { id: person_id, name: person_name ?? person_id }
  return { ...wireTimes(row), checkpoint_data: readJson(row.checkpoint_data), person }
}

/** What people wrote into the column by hand may be no JSON: then it is given as it is. */
function readJson(text: string | null): unknown {
  if (text === null) return null
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

export function listSessions(sql: Sql, query: SessionQuery): Page<KnownSession> {
  const { project_id, account_id, status, person, ...page } = query
  const filters = {
    's.project_id = ?': project_id,
    's.account_id = ?': account_id,
    's.status = ?': status,
    's.person_id = ?': person,
  }
  const sort = { key: 'started_at', column: 's.started_at', id: 's.id', direction: 'DESC' } as const
  const found = listPage<SessionRow>(sql, { select: SELECT, filters, sort }, page)
  return { ...found, rows: found.rows.map(toSession) }
}

function findSession(sql: Sql, id: number): KnownSession | null {
  const row = sql.get<SessionRow>(`${SELECT} WHERE s.id = ?`, id)
  return row ? toSession(row) : null
}

export function getSession(sql: Sql, id: number): KnownSession {
  const found = findSession(sql, id)
  if (!found) throw problem('session-not-found', { id })
  return found
}

/** The account's session in the project: the one in progress, else the newest. */
export function findCurrentSession(sql: Sql, accountId: number, projectId: number): KnownSession | null {
  const row = sql.get<SessionRow>(
    `${SELECT} WHERE s.account_id = ? AND s.project_id = ?
     ORDER BY s.status = 'in_progress' DESC, s.started_at DESC, s.id DESC LIMIT 1`,
    accountId,
    projectId,
  )
  return row ? toSession(row) : null
}

export function findSessionBySource(
  sql: Sql,
  tool: string,
  key: string,
): { id: number; project_id: number; account_id: number } | null {
  const query =
    'SELECT id, project_id, account_id FROM sessions WHERE source_tool = ? AND source_key = ? ORDER BY id LIMIT 1'
  return sql.get(query, tool, key) ?? null
}

export function insertSession(
  sql: Sql,
  values: Record<string, SqlValue | undefined> & { project_id: number },
): { id: number; number: number } {
  const query = 'SELECT coalesce(max(session_number), 0) + 1 AS n FROM sessions WHERE project_id = ?'
  const number = sql.get<{ n: number }>(query, values.project_id)?.n ?? 1
  return { id: insertRow(sql, 'sessions', { session_number: number, ...values }), number }
}

export function updateSession(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'sessions', id, values)
}

/** Sessions in progress that a person holds. */
export function listHeldSessions(sql: Sql, person: string): OpenSession[] {
  const query = `SELECT id, project_id, account_id FROM sessions WHERE person_id = ? AND status = 'in_progress' ORDER BY id`
  return sql.all<OpenSession>(query, person)
}

export function deleteSessionRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM sessions WHERE id = ?', id)
}

export function hasOpenSession(sql: Sql, accountId: number): boolean {
  const query = "SELECT 1 AS one FROM sessions WHERE account_id = ? AND status = 'in_progress' LIMIT 1"
  return sql.get(query, accountId) !== undefined
}

export interface OpenSession {
  readonly id: number
  readonly project_id: number
  readonly account_id: number
}

export function listOpenSessions(sql: Sql, accountId: number): OpenSession[] {
  const query = `SELECT id, project_id, account_id FROM sessions WHERE account_id = ? AND status = 'in_progress' ORDER BY id`
  return sql.all<OpenSession>(query, accountId)
}

/** A person works in few sessions at a time; what is older than so many newer ones has ended. */
const SESSIONS_LOOKED_AT = 100

/** When anything was recorded last, dated no later than `before`. Epoch ms; null where nothing ever was. */
export function findLastActivity(
  sql: Sql,
  { project_id = null, account_id = null }: { project_id?: number | null; account_id?: number | null },
  before: number,
): number | null {
  const row = sql.get<{ at: string | null }>(
    `SELECT max(at) AS at FROM (
       SELECT max(s.started_at, coalesce((SELECT max(c.timestamp) FROM conversation_history c
         WHERE c.session_id = s.id AND c.turn_number > s.turns - 100 AND c.timestamp <= ?1), '')) AS at
       FROM sessions s WHERE s.started_at <= ?1 AND (?2 IS NULL OR s.project_id = ?2) AND (?3 IS NULL OR s.account_id = ?3)
       ORDER BY s.started_at DESC LIMIT ?4)`,
    toSqlTime(before),
    project_id,
    account_id,
    SESSIONS_LOOKED_AT,
  )
  return row?.at ? fromSqlTime(row.at) : null
}

/** Sessions in progress whose log was last written so long ago that they are over; `last_at`: their last turn, as at rest. */
export function listQuietSessions(
  sql: Sql,
  now: number,
): { id: number; project_id: number; account_id: number; last_at: string | null }[] {
  return sql.all(
    `SELECT s.id, s.project_id, s.account_id,
       (SELECT max(timestamp) FROM conversation_history c WHERE c.session_id = s.id) AS last_at
     FROM sessions s WHERE s.quiet_at_ms <= ? AND s.status = 'in_progress'`,
    now,
  )
}

/** When the next session that is being written will count as over; epoch ms. */
export function nextQuietAt(sql: Sql): number | null {
  const query = "SELECT min(quiet_at_ms) AS at FROM sessions WHERE quiet_at_ms IS NOT NULL AND status = 'in_progress'"
  return sql.get<{ at: number | null }>(query)?.at ?? null
}

/** The sessions that are most likely handed over next: those in progress, then the newest. */
export function listLikelyNext(sql: Sql, limit: number): number[] {
  const rows = sql.all<{ id: number }>(
    `SELECT id FROM sessions WHERE status IN ('in_progress', 'completed')
       AND turns > 0 ORDER BY status = 'in_progress' DESC, id DESC LIMIT ?`,
    limit,
  )
  return rows.map(row => row.id)
}
