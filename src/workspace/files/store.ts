import type { Touch } from '../../core/transcript/event.ts'
import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime, wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { File, FileQuery } from './schema.ts'

const SELECT = `SELECT id, project_id, file_path, file_type, last_modified, size_bytes, git_status, importance, notes, reads, edits
  FROM project_files`

export function listFiles(sql: Sql, { project_id, importance, ...page }: FileQuery): Page<File> {
  const filters = { 'project_id = ?': project_id, 'importance = ?': importance }
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const
  const found = listPage<File>(sql, { select: SELECT, filters, sort }, page)
  found.rows.forEach(wireTimes)
  return found
}

/** The project's files as a briefing wants them: critical first, then the most edited, then the most read. */
export function listFilesByWeight(sql: Sql, projectId: number, limit: number): File[] {
  const rank = "CASE importance WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'low' THEN 3 ELSE 2 END"
  const query = `${SELECT} WHERE project_id = ? ORDER BY ${rank}, edits DESC, reads DESC, id LIMIT ?`
  return sql.all<File>(query, projectId, limit).map(wireTimes)
}

export function countFiles(sql: Sql, projectId: number): number {
  return sql.get<{ n: number }>('SELECT count(*) AS n FROM project_files WHERE project_id = ?', projectId)?.n ?? 0
}

export function getFile(sql: Sql, id: number): File {
  const row = sql.get<File>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('file-not-found', { id })
  return wireTimes(row)
}

export function findFileByPath(sql: Sql, projectId: number, path: string): number | null {
  const query = 'SELECT id FROM project_files WHERE project_id = ? AND file_path = ?'
  return sql.get<{ id: number }>(query, projectId, path)?.id ?? null
}

export function insertFile(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'project_files', { ...values, last_modified: atRest(values.last_modified) })
}

export function updateFile(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'project_files', id, { ...values, last_modified: atRest(values.last_modified) })
}

const atRest = (time: SqlValue | undefined) => (typeof time === 'string' ? toSqlTime(fromSqlTime(time)) : time)

export function deleteFileRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM project_files WHERE id = ?', id)
}

/** Counts one touch of a file by a session; an edit also dates it. */
export function touchFile(sql: Sql, projectId: number, path: string, touch: Touch, at: string): void {
  const reads = touch === 'read' ? 1 : 0
  const edited = touch === 'read' ? null : at
  sql.run(
    `INSERT INTO project_files (project_id, file_path, file_type, reads, edits, last_modified, git_status) VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (project_id, file_path) DO UPDATE SET reads = reads + excluded.reads, edits = edits + excluded.edits,
       last_modified = coalesce(excluded.last_modified, last_modified), git_status = coalesce(excluded.git_status, git_status)`,
    projectId,
    path,
    extensionOf(path),
    reads,
    1 - reads,
    edited,
    touch === 'read' ? null : touch === 'edited' ? 'modified' : touch === 'created' ? 'added' : 'deleted',
  )
}

function extensionOf(path: string): string | null {
  const found = /[^/]\.([A-Za-z0-9]{1,10})$/.exec(path)
  return found?.[1]?.toLowerCase() ?? null
}
