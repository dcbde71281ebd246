/** Keeps a session's brief ready: each new turn is folded in when it comes, and a restart catches up from the record. */
import { type BriefState, foldMeta, foldTurn } from '../../core/brief/index.ts'
import type { MetaEvent, TurnEvent } from '../../core/transcript/event.ts'
import type { Sql } from '../../platform/sql.ts'
import { listEventsAfter } from '../conversation/index.ts'
import { loadState, remember, saveState } from './store.ts'

/** Turns folded between two writings of the state; a crash costs no more than folding so many again. */
const SAVE_EVERY = 200
const PAGE = 500

/** Folds turns just recorded, in order. `meta` is what the log said about the session. */
export function foldNewTurns(
  sql: Sql,
  sessionId: number,
  turns: readonly { n: number; event: TurnEvent }[],
  meta: MetaEvent | undefined,
): void {
  const first = turns[0]
  const kept = loadState(sql, sessionId)
  if (meta) foldMeta(kept.state, meta)
  if (first && first.n > kept.foldedTurns + 1) catchUp(sql, sessionId, kept, first.n - 1)
  for (const { n, event } of turns) {
    if (n <= kept.foldedTurns) continue
    foldTurn(kept.state, event, n)
    kept.foldedTurns = n
  }
  if (kept.savedTurns <= 0 || kept.foldedTurns - kept.savedTurns >= SAVE_EVERY) saveState(sql, sessionId, kept)
  remember(sql, sessionId, kept)
}

/** The state of a session's brief, with every turn of the record in it. */
export function readyState(sql: Sql, sessionId: number): BriefState {
  const kept = loadState(sql, sessionId)
  catchUp(sql, sessionId, kept, Number.POSITIVE_INFINITY)
  remember(sql, sessionId, kept)
  return kept.state
}

/** Writes the state as it is now, so that a restart has nothing to catch up with. */
export function saveReady(sql: Sql, sessionId: number): void {
  const kept = loadState(sql, sessionId)
  if (kept.foldedTurns > kept.savedTurns) saveState(sql, sessionId, kept)
}

function catchUp(sql: Sql, sessionId: number, kept: { state: BriefState; foldedTurns: number }, upTo: number): void {
  for (;;) {
    const turns = listEventsAfter(sql, sessionId, kept.foldedTurns, PAGE)
    for (const { n, event } of turns) {
      if (n > upTo) return
      foldTurn(kept.state, event, n)
      kept.foldedTurns = n
    }
    if (turns.length < PAGE) return
  }
}
