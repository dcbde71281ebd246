/**
 * Keeps every brief ready: a turn of a running session is folded in when it comes; what an import brings by the
 * thousand is recorded first and folded in right after it, in portions, so that neither holds up anyone.
 */
import { type BriefState, foldMeta, foldTurn } from '../../core/brief/index.ts'
import type { TurnEvent } from '../../core/transcript/event.ts'
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { listEventsAfter } from '../conversation/index.ts'
import { getSession } from '../sessions/index.ts'
import { clearBehind, findBehind, isBehind, type Kept, loadState, markBehind, remember, saveState } from './store.ts'

/** More at once than a person and an assistant say between two looks. */
const LIVE_TURNS = 50
/** Turns folded between two writings of a running session's state; a crash costs no more than folding so many again. */
const SAVE_EVERY = 200
const PAGE = 250

/** The brief of a session that ended so long ago is made when somebody asks for it… */
const PAST_MS = 30 * 86_400_000
/** …but not of a long one, or they would wait. */
const PAST_TURNS = 1000

/**
 * Takes in turns just recorded, in order: now where the session is being written, in the next portions where they are
 * many or of an import.
 */
export function takeInTurns(
  { sql, now }: Pick<Call, 'sql' | 'now'>,
  sessionId: number,
  turns: readonly { n: number; event: TurnEvent }[],
  live: boolean,
): void {
  const last = turns.at(-1)
  if (!last) return
  const isPast = now - (last.event.at ?? now) > PAST_MS && last.n <= PAST_TURNS
  if (isPast && !live) return
  if (!live || turns.length > LIVE_TURNS || isBehind(sql, sessionId)) {
    markBehind(sql, sessionId)
    return
  }
  const kept = loadState(sql, sessionId)
  catchUp(sql, sessionId, kept, { before: turns[0]?.n ?? 0 })
  for (const { n, event } of turns) fold(kept, n, event)
  if (kept.savedTurns <= 0 || kept.foldedTurns - kept.savedTurns >= SAVE_EVERY) saveState(sql, sessionId, kept)
  remember(sql, sessionId, kept)
}

/** Folds one portion of a session that is behind. */
export function foldPortion(sql: Sql): void {
  const sessionId = findBehind(sql)
  if (sessionId === null) return
  const kept = loadState(sql, sessionId)
  const done = catchUp(sql, sessionId, kept, { portions: 1 })
  if (done) clearBehind(sql, sessionId)
  // What was never written is not remembered either: the first portion is, or it would be folded for ever.
  if (done || kept.savedTurns <= 0 || kept.foldedTurns - kept.savedTurns >= 8 * PAGE) saveState(sql, sessionId, kept)
  remember(sql, sessionId, kept)
}

/** The state of a session's brief, with every turn of the record in it. */
export function readyState(sql: Sql, sessionId: number): BriefState {
  const kept = loadState(sql, sessionId)
  catchUp(sql, sessionId, kept, {})
  remember(sql, sessionId, kept)
  const { title, cwd, git_branch, git_commit, model } = getSession(sql, sessionId)
  foldMeta(kept.state, {
    type: 'meta',
    line: 0,
    ...(title !== null && { title }),
    ...(cwd !== null && { cwd }),
    ...(git_branch !== null && { branch: git_branch }),
    ...(git_commit !== null && { commit: git_commit }),
    ...(model !== null && { model }),
  })
  return kept.state
}

/** @returns whether the record's end was reached. */
function catchUp(sql: Sql, sessionId: number, kept: Kept, upTo: { before?: number; portions?: number }): boolean {
  const { before = Number.POSITIVE_INFINITY, portions = Number.POSITIVE_INFINITY } = upTo
  if (before === kept.foldedTurns + 1) return true
  for (let portion = 0; portion < portions; portion++) {
    const turns = listEventsAfter(sql, sessionId, kept.foldedTurns, PAGE)
    for (const { n, event } of turns) {
      if (n >= before) return true
      fold(kept, n, event)
    }
    if (turns.length < PAGE) return true
  }
  return false
}

function fold(kept: Kept, n: number, event: TurnEvent): void {
  foldTurn(kept.state, event, n)
  kept.foldedTurns = n
}
