import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Snapshot, SnapshotQuery } from './schema.ts'

const SELECT = `SELECT id, session_id, snapshot_type, compressed_context, context_summary, file_count, code_lines,
  git_commit_hash, created_at FROM context_snapshots`

export function listSnapshots(sql: Sql, { session_id, snapshot_type, ...page }: SnapshotQuery): Page<Snapshot> {
  const filters = { 'session_id = ?': session_id, 'snapshot_type = ?': snapshot_type }
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<Snapshot>(sql, { select: SELECT, filters, sort }, page)
  found.rows.forEach(wireTimes)
  return found
}

export function getSnapshot(sql: Sql, id: number): Snapshot {
  const row = sql.get<Snapshot>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('snapshot-not-found', { id })
  return wireTimes(row)
}

export function insertSnapshot(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'context_snapshots', values)
}

export function updateSnapshot(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'context_snapshots', id, values)
}

export function deleteSnapshotRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM context_snapshots WHERE id = ?', id)
}
