import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { othersAccounts } from '../who-sees.ts'
import { problem } from './problems.ts'
import type { NewProject, Project, ProjectChange, ProjectQuery } from './schema.ts'

const COLUMNS =
  'id, name, description, status, total_credits_used, total_sessions, place, remote, rotate_at, rotate_percent, rotate_window, prepare_percent, warn_percent, cooldown_minutes, created_at, updated_at'

export function listProjects(sql: Sql, { status, ...page }: ProjectQuery): Page<Project> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<Project>(
    sql,
    { select: `SELECT ${COLUMNS} FROM projects`, filters: { 'status = ?': status }, sort },
    page,
  )
  found.rows.forEach(wireTimes)
  return found
}

function findProject(sql: Sql, id: number): Project | null {
  const row = sql.get<Project>(`SELECT ${COLUMNS} FROM projects WHERE id = ?`, id)
  return row ? wireTimes(row) : null
}

export function getProject(sql: Sql, id: number): Project {
  const found = findProject(sql, id)
  if (!found) throw problem('project-not-found', { id })
  return found
}

/** Credits that the projects' sessions used of personal accounts of others than the person. */
export function sumOthersCredits(sql: Sql, ids: readonly number[], person: string): Map<number, number> {
  const rows = sql.all<{ id: number; credits: number }>(
    `SELECT project_id AS id, sum(credits_used) AS credits FROM sessions
     WHERE account_id IN ${othersAccounts('?1')} AND project_id IN (SELECT value FROM json_each(?2)) GROUP BY project_id`,
    person,
    JSON.stringify(ids),
  )
  return new Map(rows.map(({ id, credits }) => [id, credits]))
}

export function findProjectByPlace(sql: Sql, place: string): number | null {
  return sql.get<{ id: number }>('SELECT id FROM projects WHERE place = ?', place)?.id ?? null
}

export function findProjectByRemote(sql: Sql, remote: string): number | null {
  return sql.get<{ id: number }>('SELECT id FROM projects WHERE remote = ?', remote)?.id ?? null
}

export function findProjectName(sql: Sql, id: number): string | null {
  return sql.get<{ name: string }>('SELECT name FROM projects WHERE id = ?', id)?.name ?? null
}

/** The newest of that name. */
export function findProjectByName(sql: Sql, name: string): number | null {
  return sql.get<{ id: number }>('SELECT id FROM projects WHERE name = ? ORDER BY id DESC LIMIT 1', name)?.id ?? null
}

export function insertProject(
  sql: Sql,
  values: NewProject & { created_at?: string; remote?: string | null },
  at: string,
): number {
  return insertRow(sql, 'projects', { created_at: at, ...values, updated_at: at })
}

export function updateProject(sql: Sql, id: number, change: ProjectChange & { remote?: string }, at: string): void {
  updateRow(sql, 'projects', id, { ...change, updated_at: at })
}

export function deleteProjectRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM projects WHERE id = ?', id)
}

export function listSessionIds(sql: Sql, projectId: number): number[] {
  return sql
    .all<{ id: number }>('SELECT id FROM sessions WHERE project_id = ? ORDER BY id', projectId)
    .map(row => row.id)
}

/** The totals are sums over the project's sessions, taken anew in the transaction that changed one. */
export function retotalProject(sql: Sql, id: number, at: string): void {
  sql.run(
    `UPDATE projects SET updated_at = ?,
       total_credits_used = (SELECT coalesce(sum(credits_used), 0) FROM sessions WHERE project_id = projects.id),
       total_sessions = (SELECT count(*) FROM sessions WHERE project_id = projects.id)
     WHERE id = ?`,
    at,
    id,
  )
}
