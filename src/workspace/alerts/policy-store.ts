import type { Condition } from '../../core/alerts/condition.ts'
import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toWireTime, wireTimes } from '../../platform/time.ts'
import { othersAccounts } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { Action, Policy } from './schema.ts'

/** As far as the person knows what it watches. */
const SELECT = `SELECT id, name, preset, enabled, condition, actions, account_id, platform, project_id, created_at, updated_at,
  (SELECT count(*) FROM policy_states s WHERE s.policy_id = policies.id AND s.holds = 1
    AND (s.subject_kind <> 'account' OR s.subject_id NOT IN ${othersAccounts('?1')})) AS holding,
  (SELECT raised_at FROM alerts a WHERE a.policy_id = policies.id AND (a.person_id IS NULL OR a.person_id = ?1)
    ORDER BY a.id DESC LIMIT 1) AS last_raised_at
  FROM policies WHERE (account_id IS NULL OR account_id NOT IN ${othersAccounts('?1')})`

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

export function listPolicies(sql: Sql, page: PageRequest, person: string): Page<Policy> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const
  // The person is bound first: the others follow by their order.
  const select = `SELECT * FROM (${SELECT})`
  const found = listPage<PolicyRow>(sql, { select, filters: { '?1 IS NOT NULL': person }, sort }, page)
  return { ...found, rows: found.rows.map(toPolicy) }
}

export function getPolicy(sql: Sql, id: number, person: string): Policy {
  const row = sql.get<PolicyRow>(`${SELECT} AND id = ?2`, person, id)
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
