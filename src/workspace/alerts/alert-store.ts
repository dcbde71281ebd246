import type { Subject } from '../../core/alerts/words.ts'
import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { toSqlTime, toWireTime, wireTimes } from '../../platform/time.ts'
import { listOthersAccounts } from '../accounts/index.ts'
import type { PersonId } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { Alert, AlertQuery, InstantKey, WireSubject } from './schema.ts'

const SELECT = `SELECT id, policy_id, policy_name, kind, title, count, subjects, actions, status, raised_at, cleared_at,
  (SELECT count(*) FROM policy_states s WHERE s.alert_id = alerts.id) AS holding FROM alerts`
const OPEN = "cleared_at IS NULL AND status <> 'dismissed'"

type AlertRow = Omit<Alert, 'subjects' | 'actions' | 'open'> & { subjects: string; actions: string }

function toAlert({ subjects, actions, raised_at, cleared_at, ...row }: AlertRow): Alert {
  const told = JSON.parse(subjects) as Subject[]
  return {
    ...wireTimes(row),
    subjects: told.map(toWireSubject),
    actions: JSON.parse(actions),
    open: cleared_at === null && row.status !== 'dismissed',
    raised_at: toWireTime(raised_at),
    cleared_at: cleared_at === null ? null : toWireTime(cleared_at),
  }
}

const INSTANTS: readonly InstantKey[] = ['resets_at', 'loses_at', 'runs_out_at', 'since']

export function toWireSubject(subject: Subject): WireSubject {
  const told = INSTANTS.filter(key => subject[key] !== undefined)
  const times = told.map(key => [key, subject[key] === null ? null : new Date(subject[key] as number).toISOString()])
  return { ...subject, ...Object.fromEntries(times) } as WireSubject
}

/** Of a personal account only its owner is told. */
const FOR = '(person_id IS NULL OR person_id = ?)'

export function listAlerts(sql: Sql, query: AlertQuery, person: string): Page<Alert> {
  const { show, status, kind, policy_id, account_id, ...page } = query
  const names = `EXISTS (SELECT 1 FROM json_each(subjects) WHERE json_extract(value, '$.kind') = 'account'
    AND json_extract(value, '$.id') = ?)`
  const filters = {
    [FOR]: person,
    [show === 'open' ? OPEN : '1 = 1']: 1,
    'status = ?': status,
    'kind = ?': kind,
    'policy_id = ?': policy_id,
    [names]: account_id,
  }
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<AlertRow>(sql, { select: SELECT, filters, sort }, page)
  const hidden = listOthersAccounts(sql, person)
  return { ...found, rows: found.rows.map(toAlert).map(alert => withoutOthers(alert, hidden)) }
}

/** Of accounts that became somebody's own later, nothing further is told. */
const withoutOthers = (alert: Alert, hidden: ReadonlySet<number>): Alert => ({
  ...alert,
  subjects: alert.subjects.filter(({ kind, id }) => kind !== 'account' || id === null || !hidden.has(id)),
})

export function getAlert(sql: Sql, id: number): Alert {
  const row = sql.get<AlertRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('alert-not-found', { id })
  return toAlert(row)
}

/** One that the person may know. */
export function getAlertFor(sql: Sql, id: number, person: string): Alert {
  if (!sql.get(`SELECT 1 AS one FROM alerts WHERE id = ? AND ${FOR}`, id, person))
    throw problem('alert-not-found', { id })
  return withoutOthers(getAlert(sql, id), listOthersAccounts(sql, person))
}

/** Whom alone it is told to; null: everybody. */
export function findAudience(sql: Sql, id: number): PersonId {
  return sql.get<{ person_id: string | null }>('SELECT person_id FROM alerts WHERE id = ?', id)?.person_id ?? null
}

export function countAlerts(sql: Sql, person: string): { open: number; new: number } {
  const query = `SELECT count(*) FILTER (WHERE ${OPEN}) AS open, count(*) FILTER (WHERE status = 'new') AS new FROM alerts WHERE ${FOR}`
  return sql.get<{ open: number; new: number }>(query, person) as { open: number; new: number }
}

export function insertAlert(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'alerts', values)
}

export function updateAlert(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'alerts', id, values)
}

/** All that nobody has seen yet and the person may know. @returns their ids. */
export function markAllSeen(sql: Sql, person: string): number[] {
  return sql
    .all<{ id: number }>(`UPDATE alerts SET status = 'seen' WHERE status = 'new' AND ${FOR} RETURNING id`, person)
    .map(row => row.id)
}

/** Alerts that hold for nothing any more and do not say so yet. */
export function listFinished(sql: Sql): { id: number; policy_id: number | null }[] {
  return sql.all(
    `SELECT id, policy_id FROM alerts WHERE cleared_at IS NULL
       AND NOT EXISTS (SELECT 1 FROM policy_states s WHERE s.alert_id = alerts.id) ORDER BY id`,
  )
}

const KEPT_MS = 90 * 86_400_000

export function forgetOldAlerts(sql: Sql, now: number): void {
  sql.run('DELETE FROM alerts WHERE cleared_at < ?', toSqlTime(now - KEPT_MS))
}
