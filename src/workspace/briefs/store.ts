/** The running state of each session's brief: at rest in its table, and the last few in memory. */
import { type BriefState, newBriefState, STATE_VERSION } from '../../core/brief/index.ts'
import type { Sql } from '../../platform/sql.ts'

export interface Kept {
  /** The last turn folded in. */
  foldedTurns: number
  /** The last turn folded in when it was written; 0 never, below zero: the past has changed since. */
  savedTurns: number
  readonly state: BriefState
}

/** Sessions that grow right now; few at a time. */
const REMEMBERED = 8
const remembered = new WeakMap<Sql, Map<number, Kept>>()

export function loadState(sql: Sql, sessionId: number): Kept {
  const row = sql.get<{ folded_turns: number }>('SELECT folded_turns FROM brief_states WHERE session_id = ?', sessionId)
  const savedTurns = row?.folded_turns ?? 0
  const live = remembered.get(sql)?.get(sessionId)
  if (live && live.savedTurns === savedTurns) return live
  if (savedTurns <= 0) return { foldedTurns: 0, savedTurns, state: newBriefState() }
  const text =
    sql.get<{ state: string }>('SELECT state FROM brief_states WHERE session_id = ?', sessionId)?.state ?? '{}'
  const state = JSON.parse(text) as BriefState
  // An older paas wrote it.
  if (state.v !== STATE_VERSION) return { foldedTurns: 0, savedTurns, state: newBriefState() }
  return { foldedTurns: savedTurns, savedTurns, state }
}

/** Only what has a row is remembered: a change of the past shows in the row. */
export function remember(sql: Sql, sessionId: number, kept: Kept): void {
  if (kept.savedTurns === 0) return
  const states = remembered.get(sql) ?? new Map<number, Kept>()
  remembered.set(sql, states)
  states.delete(sessionId)
  states.set(sessionId, kept)
  for (const oldest of states.keys()) {
    if (states.size <= REMEMBERED) return
    states.delete(oldest)
  }
}

/** After a transaction that did not happen, what is in memory may be ahead of the truth. */
export function forgetRemembered(sql: Sql): void {
  remembered.delete(sql)
}

export function saveState(sql: Sql, sessionId: number, kept: Kept): void {
  sql.run(
    `INSERT INTO brief_states (session_id, folded_turns, state) VALUES (?, ?, ?)
     ON CONFLICT DO UPDATE SET folded_turns = excluded.folded_turns, state = excluded.state`,
    sessionId,
    kept.foldedTurns,
    JSON.stringify(kept.state),
  )
  kept.savedTurns = kept.foldedTurns
}

/** Notes that turns were recorded which are not folded in yet. */
export function markBehind(sql: Sql, sessionId: number): void {
  sql.run(
    `INSERT INTO brief_states (session_id, folded_turns, state, behind) VALUES (?, 0, '', 1)
     ON CONFLICT DO UPDATE SET behind = 1`,
    sessionId,
  )
}

export function clearBehind(sql: Sql, sessionId: number): void {
  sql.run('UPDATE brief_states SET behind = 0 WHERE session_id = ?', sessionId)
}

export function isBehind(sql: Sql, sessionId: number): boolean {
  return sql.get('SELECT 1 AS one FROM brief_states WHERE session_id = ? AND behind = 1', sessionId) !== undefined
}

/** A session that is behind; null where every brief is ready. */
export function findBehind(sql: Sql): number | null {
  return sql.get<{ id: number }>('SELECT session_id AS id FROM brief_states WHERE behind = 1 LIMIT 1')?.id ?? null
}

export const isAnyBehind = (sql: Sql): boolean => findBehind(sql) !== null
