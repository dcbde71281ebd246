/** Takes a rotation back: the session goes on where it was. Nothing that was recorded since is lost. */
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { liftExhausted } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { changeSession, deleteSession, getSession, type Session, updateSession } from '../sessions/index.ts'
import { problem } from './problems.ts'
import type { Handoff } from './schema.ts'
import { getHandoff, readPassage, UNDO_MS, updateHandoff } from './store.ts'

export function undoRotation(call: Call, id: number): Handoff {
  const { sql, now } = call
  const { session_id, from_account_id, next_session_id, status, processed_at, undone_at } = getHandoff(sql, id)
  if (undone_at !== null) throw problem('handoff-undone', { id, at: undone_at })
  if (status !== 'completed' || next_session_id === null || processed_at === null) {
    throw problem('nothing-to-undo', { id, status })
  }
  if (now > fromSqlTime(processed_at) + UNDO_MS) throw problem('undo-too-late', { id, at: processed_at })
  const next = getSession(sql, next_session_id)
  if (next.status === 'handed_off') throw problem('went-on-meanwhile', { id, sessionId: next.id })
  const { statusBefore, exhausted } = readPassage(sql, id)
  updateHandoff(sql, id, {
    undone_at: toSqlTime(now),
    next_session_id: null,
    error: `undone by ${call.principal.name}`,
  })
  if (exhausted) liftExhausted(call, from_account_id)
  endNext(call, next)
  changeSession(call, session_id, { status: statusBefore })
  // A person said no: it is not handed over by itself again.
  updateSession(sql, session_id, { limit_stage: 'held' })
  tell(call, 'handoff.undone', id, { session_id, project_id: next.project_id })
  return getHandoff(sql, id)
}

/** Without turns and credits of its own it was never begun. */
function endNext(call: Call, next: Session): void {
  if (next.turns === 0 && next.credits_used === 0 && next.source_key === null) deleteSession(call, next.id)
  else changeSession(call, next.id, { status: 'failed', handoff_notes: 'The hand-over to this session was undone.' })
}
