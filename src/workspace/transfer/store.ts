/** Whole rows of a project, table by table: the one place that reads them for a journey and writes them after it. */
import { insertRow, type Sql, type SqlValue } from '../../platform/sql.ts'
import { toSqlTime, wireTimes } from '../../platform/time.ts'
import { findFeedback } from '../handoffs/index.ts'
import { forPerson, othersAccounts } from '../who-sees.ts'
import type { Moved } from './schema.ts'

const OF_PROJECT = 'session_id IN (SELECT id FROM sessions WHERE project_id = ?)'

/** Names of fields, numbers and times of a row. */
const AROUND_BYTES = 200

const QUERIES = {
  sessions: `SELECT s.id, a.account_name, s.session_number, s.session_type,
    CASE WHEN ${forPerson('a.owner_id', '?2')} THEN s.credits_used END AS credits_used, s.duration_minutes, s.objectives,
    s.accomplishments, s.blockers, s.handoff_notes, s.checkpoint_data, s.status, s.started_at, s.completed_at, s.title,
    s.source_tool, s.source_key, s.source_file, s.cwd, s.git_branch, s.git_commit, s.model, s.device,
    s.turns
    FROM sessions s JOIN accounts a ON a.id = s.account_id WHERE s.project_id = ?1 ORDER BY s.session_number`,
  files: `SELECT file_path, file_type, last_modified, size_bytes, git_status, importance, notes, reads, edits
    FROM project_files WHERE project_id = ? ORDER BY id`,
  knowledge: `SELECT category, title, description, tags, usage_count, success_rate, source_session_id, created_at, updated_at
    FROM knowledge_base WHERE source_${OF_PROJECT} ORDER BY id`,
  snapshots: `SELECT session_id, snapshot_type, compressed_context, context_summary, file_count, code_lines,
    git_commit_hash, created_at FROM context_snapshots WHERE ${OF_PROJECT} ORDER BY id`,
  conversation: `SELECT session_id, turn_number, role, content, tokens_used, timestamp, source_key, detail
    FROM conversation_history WHERE ${OF_PROJECT} ORDER BY session_id, turn_number, id`,
  handoffs: `SELECT h.id, h.session_id, f.account_name AS from_account_name, t.account_name AS to_account_name, h.priority,
    h.handoff_context, h.status, h.created_at, h.processed_at, h.attempts, h.next_session_id, h.error
    FROM handoff_queue h JOIN accounts f ON f.id = h.from_account_id LEFT JOIN accounts t ON t.id = h.to_account_id
    WHERE h.${OF_PROJECT} ORDER BY h.id`,
  usage: `SELECT session_id, response_key, model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, at,
    cache_write_hour_tokens, cost_usd, shared FROM session_usage
    WHERE session_id IN (SELECT id FROM sessions WHERE project_id = ?1 AND account_id NOT IN ${othersAccounts('?2')}) ORDER BY session_id, response_key`,
} as const

type Part = Exclude<keyof typeof QUERIES, 'handoffs'>

/** As much as the person may know. */
export function readPart<P extends Part>(sql: Sql, part: P, projectId: number, person: string): Moved[P] {
  const params = QUERIES[part].includes('?2') ? [projectId, person] : [projectId]
  return sql.all<object>(QUERIES[part], ...params).map(wireTimes) as Moved[P]
}

export function readHandoffs(sql: Sql, projectId: number): Moved['handoffs'] {
  const rows = sql.all<Moved['handoffs'][number] & { id: number }>(QUERIES.handoffs, projectId)
  return rows.map(({ id, ...row }) => ({ ...wireTimes(row), feedback: findFeedback(sql, id) }))
}

/** About as many bytes as its export has: its texts, and what surrounds each. Nothing is read for it but lengths. */
export function measureProject(sql: Sql, projectId: number): number {
  const bytes = (table: string, columns: readonly string[], where = OF_PROJECT) => {
    const lengths = columns.map(column => `coalesce(octet_length(${column}), 0)`).join(' + ')
    const query = `SELECT coalesce(sum(${lengths} + ${AROUND_BYTES}), 0) AS bytes FROM ${table} WHERE ${where}`
    return sql.get<{ bytes: number }>(query, projectId)?.bytes ?? 0
  }
  return (
    bytes('conversation_history', ['content', 'detail']) +
    bytes('context_snapshots', ['compressed_context', 'context_summary']) +
    bytes('handoff_queue', ['handoff_context']) +
    bytes('session_usage', ['response_key', 'model']) +
    bytes('knowledge_base', ['title', 'description', 'tags'], `source_${OF_PROJECT}`) +
    bytes('project_files', ['file_path', 'notes'], 'project_id = ?')
  )
}

/** Inserts a row that travelled: its times as they are at rest. @returns its new id. */
export function insertMoved(sql: Sql, table: string, row: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, table, atRest(row))
}

const WIRE_TIME = /^\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)$/
const isTime = (column: string) =>
  column.endsWith('_at') || column === 'timestamp' || column === 'at' || column === 'last_modified'

function atRest(row: Record<string, SqlValue | undefined>): Record<string, SqlValue | undefined> {
  const cells = { ...row }
  for (const [column, value] of Object.entries(cells)) {
    if (typeof value === 'string' && isTime(column) && WIRE_TIME.test(value))
      cells[column] = toSqlTime(Date.parse(value))
  }
  return cells
}
