/** The index over all conversation: what goes into it, what it finds. */
import { textToIndex } from '../../core/search/tokens.ts'
import type { Role } from '../../core/transcript/event.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'

export interface Unindexed {
  readonly id: number
  readonly session_id: number
  /** Null where somebody deleted its session by hand. */
  readonly project_id: number | null
  readonly source_tool: string | null
  readonly role: Role | null
  readonly content: string
  readonly timestamp: string
}

const TURN = `SELECT c.id, c.session_id, s.project_id, s.source_tool, c.role, c.content, c.timestamp`

/** The next turn in the order of ids. */
export function findTurnAfter(sql: Sql, id: number): Unindexed | null {
  const query = `${TURN} FROM conversation_history c LEFT JOIN sessions s ON s.id = c.session_id
    WHERE c.id > ? ORDER BY c.id LIMIT 1`
  return sql.get<Unindexed>(query, id) ?? null
}

/** The next turn that is indexed no more because it has changed. */
export function findChangedAfter(sql: Sql, id: number): Unindexed | null {
  const query = `${TURN} FROM turn_index_changed x JOIN conversation_history c ON c.id = x.turn_id
    LEFT JOIN sessions s ON s.id = c.session_id WHERE x.turn_id > ? ORDER BY x.turn_id LIMIT 1`
  return sql.get<Unindexed>(query, id) ?? null
}

/** Every turn up to this id is in the index, but for the changed ones. */
export function indexedTo(sql: Sql): number {
  return sql.get<{ id: number }>('SELECT indexed_to AS id FROM turn_index_progress')?.id ?? 0
}

export function putTurn(sql: Sql, turn: Unindexed): void {
  const { id, session_id, project_id, source_tool, role, content, timestamp } = turn
  const tool = source_tool === null ? '' : ` ${toolFacet(source_tool)}`
  const facets = `p${project_id} s${session_id} r${role ?? 'system'}${tool} m${monthOf(timestamp)}`
  sql.run('INSERT INTO turn_index (rowid, text, facets) VALUES (?, ?, ?)', id, textToIndex(content), facets)
}

export function noteIndexedTo(sql: Sql, id: number): void {
  sql.run('UPDATE turn_index_progress SET indexed_to = ?', id)
}

export function clearChangedTo(sql: Sql, turnId: number): void {
  sql.run('DELETE FROM turn_index_changed WHERE turn_id <= ?', turnId)
}

/** Turns that cannot be found yet; those that were deleted before they could be are counted too. */
export function countUnindexed(sql: Sql): number {
  const query = `SELECT max(0, (SELECT coalesce(max(id), 0) FROM conversation_history)
    - (SELECT indexed_to FROM turn_index_progress)) + (SELECT count(*) FROM turn_index_changed) AS n`
  return sql.get<{ n: number }>(query)?.n ?? 0
}

/** `YYYYMM` of a time at rest. */
const monthOf = (time: string): string => time.slice(0, 7).replace('-', '')
/** One word, whatever a tool is called. */
const toolFacet = (tool: string): string => `t${tool.toLowerCase().replace(/[^a-z0-9]/g, '')}`

export interface Within {
  readonly project?: number | undefined
  readonly session?: number | undefined
  readonly role?: Role | undefined
  readonly tool?: string | undefined
  /** A time at rest, and the `YYYYMM` from it until now; undefined where they are many. */
  readonly since?: { readonly time: string; readonly months: readonly string[] | undefined } | undefined
}

export interface Found {
  readonly id: number
  readonly session_id: number
  readonly role: Role | null
  readonly is_call: 0 | 1
  readonly timestamp: string
  /** BM25 as FTS5 tells it: the lower the better. */
  readonly bm25: number
}

/** Turns that match, the newest recorded first, before an id. @param match in FTS5's language. */
export function listMatches(sql: Sql, match: string, within: Within, page: { before: number; limit: number }): Found[] {
  const params: SqlValue[] = [`{text} : (${match})${facetText(within)}`, page.before]
  if (within.since) params.push(within.since.time)
  return sql.all(
    `SELECT c.id, c.session_id, c.role, c.timestamp,
       coalesce(instr(c.detail, '"kind":"tool_call"') > 0, 0) AS is_call, bm25(turn_index, 1.0, 0.0) AS bm25
     FROM turn_index JOIN conversation_history c ON c.id = turn_index.rowid
       JOIN sessions s ON s.id = c.session_id
     WHERE turn_index MATCH ? AND turn_index.rowid < ? ${within.since ? 'AND c.timestamp >= ?' : ''}
     ORDER BY turn_index.rowid DESC LIMIT ?`,
    ...params,
    page.limit,
  )
}

function facetText({ project, session, role, tool, since }: Within): string {
  const facets: string[] = []
  if (project !== undefined) facets.push(`p${project}`)
  if (session !== undefined) facets.push(`s${session}`)
  if (role !== undefined) facets.push(`r${role}`)
  if (tool !== undefined) facets.push(toolFacet(tool))
  if (since?.months) facets.push(since.months.map(month => `m${month}`).join(' OR '))
  return facets.map(facet => ` AND {facets} : (${facet})`).join('')
}
