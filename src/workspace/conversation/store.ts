import type { TurnEvent } from '../../core/transcript/event.ts'
import { listPage, type Page } from '../../platform/page.ts'
import { insertRow, type Sql, type SqlValue, updateRow } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import { problem } from './problems.ts'
import type { Turn, TurnQuery } from './schema.ts'
import { detailText, readDetail, standingDetail, toEvent } from './turn-detail.ts'

const SELECT =
  'SELECT id, session_id, turn_number, role, content, tokens_used, timestamp, detail FROM conversation_history'

interface TurnRow {
  readonly id: number
  readonly session_id: number
  readonly turn_number: number
  readonly role: Turn['role'] | null
  readonly content: string
  readonly tokens_used: number | null
  readonly timestamp: string
  readonly detail: string | null
}

function toTurn(row: TurnRow): Turn {
  const { detail: text, ...cells } = wireTimes(row)
  const detail = readDetail(text, row.content)
  return {
    ...cells,
    role: row.role ?? 'system',
    kind: detail.kind ?? 'text',
    tool_name: detail.tool?.name ?? null,
    human: detail.human ?? (text === null && row.role === 'user'),
    failed: detail.failed ?? false,
    files: [...(detail.files ?? [])],
    command: detail.command ?? null,
    source_line: detail.line ?? null,
  }
}

/** In the order they were said. */
export function listTurns(sql: Sql, { session_id, role, after_turn, ...page }: TurnQuery): Page<Turn> {
  const sort =
    session_id === undefined
      ? ({ key: 'id', column: 'id', id: 'id', direction: 'ASC' } as const)
      : ({ key: 'turn_number', column: 'turn_number', id: 'id', direction: 'ASC' } as const)
  const filters = { 'session_id = ?': session_id, 'role = ?': role, 'turn_number > ?': after_turn }
  const found = listPage<TurnRow>(sql, { select: SELECT, filters, sort }, page)
  return { ...found, rows: found.rows.map(toTurn) }
}

export function getTurn(sql: Sql, id: number): Turn {
  const row = sql.get<TurnRow>(`${SELECT} WHERE id = ?`, id)
  if (!row) throw problem('turn-not-found', { id })
  return toTurn(row)
}

/** Turns after a number, as the events they came from, for a brief that catches up. */
export function listEventsAfter(
  sql: Sql,
  sessionId: number,
  turnNumber: number,
  limit: number,
): { n: number; event: TurnEvent }[] {
  const query = `${SELECT} WHERE session_id = ? AND turn_number > ? ORDER BY turn_number, id LIMIT ?`
  const rows = sql.all<TurnRow>(query, sessionId, turnNumber, limit)
  return rows.map(row => ({ n: row.turn_number, event: toEvent(row, readDetail(row.detail, row.content)) }))
}

/** A turn whose key the session already has is taken as it is now where it has grown since. */
export function insertEvent(
  sql: Sql,
  sessionId: number,
  n: number,
  event: TurnEvent,
  at: string,
): 'new' | 'grown' | 'known' {
  const isNew = sql.tryInsert(
    `INSERT INTO conversation_history (session_id, turn_number, role, content, timestamp, source_key, detail)
     VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING`,
    sessionId,
    n,
    event.role,
    event.text,
    at,
    event.key,
    detailText(event),
  )
  if (isNew) return 'new'
  const grown = sql.get(
    `UPDATE conversation_history SET content = ?1, detail = ?2
     WHERE session_id = ?3 AND source_key = ?4 AND length(content) < length(?1) RETURNING id`,
    event.text,
    detailText(event),
    sessionId,
    event.key,
  )
  return grown ? 'grown' : 'known'
}

export function insertTurn(sql: Sql, values: Record<string, SqlValue | undefined>): number {
  return insertRow(sql, 'conversation_history', values)
}

/** What refers to the words as they were, no longer does. */
export function updateTurn(sql: Sql, id: number, values: Record<string, SqlValue | undefined>): void {
  const row = sql.get<TurnRow>(`${SELECT} WHERE id = ?`, id)
  const detail = row && values.content !== undefined ? standingDetail(row.detail, row.content) : undefined
  updateRow(sql, 'conversation_history', id, { ...values, detail })
}

export function deleteTurnRow(sql: Sql, id: number): void {
  sql.run('DELETE FROM conversation_history WHERE id = ?', id)
}

export function lastTurnNumber(sql: Sql, sessionId: number): number {
  const query = 'SELECT max(turn_number) AS n FROM conversation_history WHERE session_id = ?'
  return sql.get<{ n: number | null }>(query, sessionId)?.n ?? 0
}

/** Characters said in all, to measure what a briefing saves. */
export function countCharacters(sql: Sql, sessionId: number): number {
  const query = 'SELECT coalesce(sum(length(content)), 0) AS n FROM conversation_history WHERE session_id = ?'
  return sql.get<{ n: number }>(query, sessionId)?.n ?? 0
}
