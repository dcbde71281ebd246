import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Knowledge, KnowledgeQuery } from './schema.ts'

const SELECT = `SELECT id, category, title, description, tags, usage_count, success_rate, source_session_id, created_at, updated_at
  FROM knowledge_base`

export function listKnowledge(sql: Sql, { category, ...page }: KnowledgeQuery): Page<Knowledge> {
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<Knowledge>(sql, { select: SELECT, filters: { 'category = ?': category }, sort }, page)
  found.rows.forEach(wireTimes)
  return found
}

export function getKnowledge(sql: Sql, id: number): Knowledge {
  const row = sql.get<Knowledge>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('knowledge-not-found', { id })
  return wireTimes(row)
}

export function insertKnowledge(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'knowledge_base', values)
}

export function updateKnowledge(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  updateRow(sql, 'knowledge_base', id, values)
}

export function deleteKnowledgeRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM knowledge_base WHERE id = ?', id)
}
