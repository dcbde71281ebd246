/** What each policy last found of each thing, and what is to be looked at again. */
import type { Was } from '../../core/alerts/condition.ts'
import type { Subject } from '../../core/alerts/words.ts'
import type { Sql } from '../../platform/sql.ts'
import { isAnyChanged, takeChanged } from '../accounts/index.ts'

export interface Check {
  readonly subject_kind: Subject['kind']
  readonly subject_id: number
}

export interface State extends Was {
  readonly policyId: number
  readonly part: string
  readonly alertId: number | null
  /** When it may be otherwise although nothing happened; null: not before something does. */
  readonly lookAt: number | null
}

interface StateRow {
  readonly policy_id: number
  readonly part: string
  readonly holds: number
  readonly armed: number
  readonly until_ms: number | null
  readonly look_at_ms: number | null
  readonly alert_id: number | null
}

export function listStates(sql: Sql, { subject_kind, subject_id }: Check): State[] {
  const query = `SELECT policy_id, part, holds, armed, until_ms, look_at_ms, alert_id FROM policy_states
    WHERE subject_kind = ? AND subject_id = ?`
  return sql.all<StateRow>(query, subject_kind, subject_id).map(row => ({
    policyId: row.policy_id,
    part: row.part,
    holds: row.holds === 1,
    armed: row.armed === 1,
    until: row.until_ms,
    lookAt: row.look_at_ms,
    alertId: row.alert_id,
  }))
}

export interface NewState extends State {
  readonly subject: Subject | null
}

/** What holds and has no new words keeps those it was told with. */
export function saveState(sql: Sql, { subject_kind, subject_id }: Check, state: NewState): void {
  sql.run(
    `INSERT INTO policy_states (subject_kind, subject_id, policy_id, part, holds, armed, until_ms, look_at_ms, subject, alert_id)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET holds = excluded.holds, armed = excluded.armed, until_ms = excluded.until_ms,
       look_at_ms = excluded.look_at_ms, subject = coalesce(excluded.subject, subject), alert_id = excluded.alert_id`,
    subject_kind,
    subject_id,
    state.policyId,
    state.part,
    Number(state.holds),
    Number(state.armed),
    state.until,
    state.lookAt,
    state.subject && JSON.stringify(state.subject),
    state.alertId,
  )
}

export function dropState(sql: Sql, { subject_kind, subject_id }: Check, { policyId, part }: State): void {
  sql.run(
    'DELETE FROM policy_states WHERE subject_kind = ? AND subject_id = ? AND policy_id = ? AND part = ?',
    subject_kind,
    subject_id,
    policyId,
    part,
  )
}

export function dropStatesOf(sql: Sql, policyId: number): void {
  sql.run('DELETE FROM policy_states WHERE policy_id = ?', policyId)
}

/** What the passing of time may have changed is looked at like what has changed. */
export function checkDue(sql: Sql, now: number): void {
  if (!sql.get('SELECT 1 AS one FROM policy_states WHERE look_at_ms <= ? LIMIT 1', now)) return
  sql.run(
    'INSERT OR IGNORE INTO alert_checks SELECT DISTINCT subject_kind, subject_id FROM policy_states WHERE look_at_ms <= ?',
    now,
  )
  sql.run('UPDATE policy_states SET look_at_ms = NULL WHERE look_at_ms <= ?', now)
}

export function addCheck(sql: Sql, { subject_kind, subject_id }: Check): void {
  sql.run('INSERT OR IGNORE INTO alert_checks VALUES (?, ?)', subject_kind, subject_id)
}

export function takeChecks(sql: Sql, limit: number): Check[] {
  const accounts = takeChanged(sql, limit).map(id => ({ subject_kind: 'account', subject_id: id }) as const)
  const others = sql.all<Check>(
    `DELETE FROM alert_checks WHERE (subject_kind, subject_id) IN
       (SELECT subject_kind, subject_id FROM alert_checks LIMIT ?) RETURNING subject_kind, subject_id`,
    limit - accounts.length,
  )
  return [...accounts, ...others]
}

export function isWatchBehind(sql: Sql): boolean {
  return isAnyChanged(sql) || sql.get('SELECT 1 AS one FROM alert_checks LIMIT 1') !== undefined
}

/** When something may come true or be over by the passing of time. Epoch ms; null where nothing may. */
export function nextLookAt(sql: Sql, now: number): number | null {
  const query = 'SELECT min(look_at_ms) AS at FROM policy_states WHERE look_at_ms > ?'
  return sql.get<{ at: number | null }>(query, now)?.at ?? null
}

export interface Untold {
  readonly policyId: number
  readonly subject: Subject
}

/** What holds and was not told yet, policy by policy. */
export function listUntold(sql: Sql): Untold[] {
  const query = `SELECT policy_id, subject FROM policy_states WHERE holds = 1 AND alert_id IS NULL
    ORDER BY policy_id, subject_kind, subject_id, part`
  return sql.all<{ policy_id: number; subject: string }>(query).map(({ policy_id, subject }) => ({
    policyId: policy_id,
    subject: JSON.parse(subject),
  }))
}

/** What holds of these things was told in this alert. */
export function markTold(sql: Sql, policyId: number, alertId: number, subjects: readonly Subject[]): void {
  sql.run(
    `UPDATE policy_states SET alert_id = ?1 WHERE policy_id = ?2 AND holds = 1 AND alert_id IS NULL AND (subject_kind, subject_id)
       IN (SELECT value ->> 0, value ->> 1 FROM json_each(?3))`,
    alertId,
    policyId,
    // The workspace has no number: it stands as 0.
    JSON.stringify(subjects.map(({ kind, id }) => [kind, id ?? 0])),
  )
}
