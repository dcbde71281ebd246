/** Sums over the responses that count, as fine as their price needs them. */
import type { Tokens } from '../../core/prices/cost.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import { othersAccounts } from '../who-sees.ts'

/** What a sum is of: a session, or the responses between two full hours (or minutes). */
export type Axis = 'session' | 'project' | 'account' | 'tool' | 'all' | 'hour' | 'minute' | 'second'

export interface Scope {
  /** Milliseconds since the epoch; `until` is not in it. */
  readonly since?: number | undefined
  readonly until?: number | undefined
  /** Of sessions that went on after it only: what came before need not be read. */
  readonly activeSince?: number | undefined
  readonly project_id?: number | undefined
  readonly account_id?: number | undefined
  readonly session_id?: number | undefined
  readonly tool?: string | undefined
  /** Only of sessions on accounts that count for this person; of all where nobody is named. */
  readonly person?: string | undefined
}

export interface Slice extends Tokens {
  /** An id, a tool, or the beginning of a time at rest. */
  readonly axis: SqlValue
  readonly model: string
  /** How many of the `thresholds` the prompts of these responses exceed. */
  readonly band: number
  /** What the log says they cost; null where it does not. */
  readonly told_usd: number | null
  readonly responses: number
}

const AT = 'coalesce(u.at, s.started_at)'
const AXES: Record<Axis, string> = {
  session: 'u.session_id',
  project: 's.project_id',
  account: 's.account_id',
  tool: 's.source_tool',
  all: '1',
  hour: `substr(${AT}, 1, 13)`,
  minute: `substr(${AT}, 1, 16)`,
  second: `substr(${AT}, 1, 19)`,
}

/** @param thresholds lengths of a prompt above which some model costs more; whole numbers. */
export function listSlices(sql: Sql, axis: Axis, scope: Scope, thresholds: readonly number[]): Slice[] {
  const prompt = '(u.input_tokens + u.cache_read_tokens + u.cache_write_tokens)'
  const band = thresholds.map(above => `(${prompt} > ${Math.trunc(above)})`).join(' + ') || '0'
  const terms = { ...atRest(scope), 'u.session_id = ?': scope.session_id, 's.project_id = ?': scope.project_id }
  const filters = {
    ...terms,
    's.account_id = ?': scope.account_id,
    's.source_tool = ?': scope.tool,
    [`s.account_id NOT IN ${othersAccounts()}`]: scope.person,
  }
  const said = Object.entries(filters).filter((entry): entry is [string, string | number] => entry[1] !== undefined)
  return sql.all(
    `SELECT ${AXES[axis]} AS axis, u.model, ${band} AS band, sum(u.cost_usd) AS told_usd, count(*) AS responses,
       sum(u.input_tokens) AS input_tokens, sum(u.output_tokens) AS output_tokens,
       sum(u.cache_read_tokens) AS cache_read_tokens, sum(u.cache_write_tokens) AS cache_write_tokens,
       sum(u.cache_write_hour_tokens) AS cache_write_hour_tokens
     FROM session_usage u JOIN sessions s ON s.id = u.session_id
     WHERE ${['u.counted = 1', ...said.map(([term]) => `(${term})`)].join(' AND ')}
     GROUP BY 1, 2, 3, u.cost_usd IS NULL ORDER BY 1`,
    ...said.map(([, value]) => value),
  )
}

const atRest = ({ since, until, activeSince }: Scope) => ({
  's.completed_at IS NULL OR s.completed_at >= ?': activeSince === undefined ? undefined : toSqlTime(activeSince),
  [`${AT} >= ?`]: since === undefined ? undefined : toSqlTime(since),
  [`${AT} < ?`]: until === undefined ? undefined : toSqlTime(until),
})

export interface SessionName {
  readonly id: number
  readonly tool: string | null
  readonly session: string
  readonly title: string | null
  readonly started_at: string
  readonly duration_minutes: number | null
  readonly status: string
  readonly project_id: number
  readonly project: string
  readonly account_id: number
  readonly account: string
}

const SESSION = `SELECT s.id, s.source_tool AS tool, coalesce(s.source_key, CAST(s.id AS TEXT)) AS session, s.title, s.started_at,
  s.duration_minutes, s.status, s.project_id, p.name AS project, s.account_id, a.account_name AS account
  FROM sessions s JOIN projects p ON p.id = s.project_id JOIN accounts a ON a.id = s.account_id`

/** Newest first. */
export function listSessionNames(sql: Sql): SessionName[] {
  return sql.all(`${SESSION} ORDER BY s.started_at DESC, s.id DESC`)
}

/** The newest that the scope allows, by when they began. */
export function listRecentSessions(sql: Sql, scope: Scope, limit: number): SessionName[] {
  const { since = null, until = null, project_id = null, account_id = null, tool = null } = scope
  return sql.all(
    `${SESSION} WHERE (?1 IS NULL OR s.started_at >= ?1) AND (?2 IS NULL OR s.started_at < ?2)
       AND (?3 IS NULL OR s.project_id = ?3) AND (?4 IS NULL OR s.account_id = ?4) AND (?5 IS NULL OR s.source_tool = ?5)
     ORDER BY s.started_at DESC, s.id DESC LIMIT ?6`,
    since === null ? null : toSqlTime(since),
    until === null ? null : toSqlTime(until),
    project_id,
    account_id,
    tool,
    limit,
  )
}

export function listNames(sql: Sql, of: 'project' | 'account'): Map<SqlValue, string> {
  const table = of === 'project' ? 'SELECT id, name FROM projects' : 'SELECT id, account_name AS name FROM accounts'
  return new Map(sql.all<{ id: number; name: string }>(table).map(({ id, name }) => [id, name]))
}
