import type { Condition } from '../../core/alerts/condition.ts'
import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toWireTime, wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Action, Policy } from './schema.ts'

const SELECT = `SELECT id, name, preset, enabled, condition, actions, account_id, platform, project_id, created_at, updated_at,
  (SELECT count(*) FROM policy_states s WHERE s.policy_id = policies.id AND s.holds = 1) AS holding,
  (SELECT raised_at FROM alerts a WHERE a.policy_id = policies.id ORDER BY a.id DESC LIMIT 1) AS last_raised_at FROM policies`

type PolicyRow = Omit<Policy, 'enabled' | 'condition' | 'actions'> & {
  enabled: number
  condition: string
  actions: string
}

function toPolicy(row: PolicyRow): Policy {
  const { enabled, condition, actions, last_raised_at, ...rest } = row
  return {
    ...wireTimes(rest),
    enabled: enabled === 1,
    condition: JSON.parse(condition),
    actions: JSON.parse(actions),
    last_raised_at: last_raised_at === null ? null : toWireTime(last_raised_at),
  }
}

export function listPolicies(sql: Sql, page: PageRequest): Page<Policy> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const
  const found = listPage<PolicyRow>(sql, { select: SELECT, filters: {}, sort }, page)
  return { ...found, rows: found.rows.map(toPolicy) }
}

export function getPolicy(sql: Sql, id: number): Policy {
  const row = sql.get<PolicyRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('policy-not-found', { id })
  return toPolicy(row)
}

export function countPolicies(sql: Sql): number {
  return sql.get<{ n: number }>('SELECT count(*) AS n FROM policies')?.n ?? 0
}

export function insertPolicy(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'policies', values)
}

export function updatePolicy(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'policies', id, values)
}

export function deletePolicyRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM policies WHERE id = ?', id)
}

/** A policy as it is watched. */
export interface Watched {
  readonly id: number
  readonly name: string
  readonly condition: Condition
  readonly actions: readonly Action[]
  readonly account_id: number | null
  readonly project_id: number | null
  readonly platform: string | null
  readonly watched_from_ms: number
}

type WatchedRow = Omit<Watched, 'condition' | 'actions'> & { condition: string; actions: string }

export function listWatched(sql: Sql): Watched[] {
  const query = `SELECT id, name, condition, actions, account_id, project_id, platform, watched_from_ms
    FROM policies WHERE enabled = 1 ORDER BY id`
  return sql.all<WatchedRow>(query).map(row => ({
    ...row,
    condition: JSON.parse(row.condition),
    actions: JSON.parse(row.actions),
  }))
}
