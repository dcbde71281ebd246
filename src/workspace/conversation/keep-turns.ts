import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { getSession, updateSession } from '../sessions/index.ts'
import { problem } from './problems.ts'
import type { NewTurn, Turn, TurnChange } from './schema.ts'
import { deleteTurnRow, getTurn, insertTurn, lastTurnNumber, updateTurn } from './store.ts'

export function createTurn(call: Call, { turn_number, timestamp, ...values }: NewTurn): number {
  const { sql, now } = call
  const session = getSession(sql, values.session_id)
  const last = lastTurnNumber(sql, session.id)
  if (turn_number !== undefined && turn_number <= last)
    throw problem('turn-number-taken', { n: turn_number, next: last + 1 })
  const at = toSqlTime(timestamp === undefined ? now : fromSqlTime(timestamp))
  const id = insertTurn(sql, { ...values, turn_number: turn_number ?? last + 1, timestamp: at })
  updateSession(sql, session.id, { turns: session.turns + 1 })
  tell(call, 'turn.created', id, { session_id: session.id })
  return id
}

/** The past has changed: a trigger marks the session's brief to be folded anew. */
export function changeTurn(call: Call, id: number, change: TurnChange): Turn {
  const { session_id } = getTurn(call.sql, id)
  updateTurn(call.sql, id, change)
  tell(call, 'turn.changed', id, { session_id })
  return getTurn(call.sql, id)
}

export function deleteTurn(call: Call, id: number): { id: number } {
  const { session_id } = getTurn(call.sql, id)
  deleteTurnRow(call.sql, id)
  updateSession(call.sql, session_id, { turns: Math.max(0, getSession(call.sql, session_id).turns - 1) })
  tell(call, 'turn.deleted', id, { session_id })
  return { id }
}
