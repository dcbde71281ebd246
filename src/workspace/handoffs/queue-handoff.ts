import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getAccountOf } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { writeBrief } from '../briefs/index.ts'
import { getSession, type Holder, type Session } from '../sessions/index.ts'
import { chooseHolder } from './next-holder.ts'
import { problem } from './problems.ts'
import type { Handoff, HandoffChange, NewHandoff } from './schema.ts'
import { deleteHandoffRow, findNextSession, findPendingOf, getHandoff, insertHandoff, updateHandoff } from './store.ts'

/** Puts a session in the queue, once: a second wish renews the briefing of the first. @returns the handoff's id. */
export function queueHandoff(call: Call, session: Session, wish: Partial<NewHandoff>, receiver?: Holder): number {
  const { sql, now } = call
  const to = receiver && { to_person_id: receiver.person, handed_by: receiver.handedBy }
  const handoff_context = wish.handoff_context ?? writeBrief(call, session.id, {}, 'AUTO-ROTATION').markdown
  const waiting = findPendingOf(sql, session.id)
  if (waiting !== null) {
    updateHandoff(sql, waiting, {
      handoff_context,
      priority: wish.priority,
      to_account_id: wish.to_account_id,
      ...to,
    })
    return waiting
  }
  const id = insertHandoff(sql, {
    session_id: session.id,
    from_account_id: session.account_id,
    to_account_id: wish.to_account_id,
    priority: wish.priority,
    ...to,
    handoff_context,
    created_at: toSqlTime(now),
  })
  tell(call, 'handoff.queued', id, { session_id: session.id, project_id: session.project_id })
  return id
}

export function createHandoff(call: Call, wish: NewHandoff): number {
  const session = getSession(call.sql, wish.session_id)
  const holder = chooseHolder(call, session, wish.to_person)
  if (wish.to_account_id !== undefined) getAccountOf(call.sql, wish.to_account_id, holder.person)
  if (session.status === 'handed_off') {
    throw problem('already-handed-off', { sessionId: session.id, nextSessionId: findNextSession(call.sql, session.id) })
  }
  return queueHandoff(call, session, wish, wish.to_person === undefined ? undefined : holder)
}

const ANEW = { error: null, processed_at: null, attempts: 0, waits: 0, not_before_ms: 0 }

export function changeHandoff(call: Call, id: number, change: HandoffChange): Handoff {
  const { session_id, to_person } = getHandoff(call.sql, id)
  if (change.to_account_id) {
    const { person } = chooseHolder(call, getSession(call.sql, session_id), to_person?.id)
    getAccountOf(call.sql, change.to_account_id, person)
  }
  updateHandoff(call.sql, id, { ...change, ...(change.status === 'pending' && ANEW) })
  tell(call, 'handoff.changed', id)
  return getHandoff(call.sql, id)
}

/** A person has looked at what failed: it is tried at once. */
export function retryHandoff(call: Call, id: number): Handoff {
  const { status } = getHandoff(call.sql, id)
  if (status !== 'failed') throw problem('handoff-not-failed', { id, status })
  return changeHandoff(call, id, { status: 'pending' })
}

export function deleteHandoff(call: Call, id: number): { id: number } {
  getHandoff(call.sql, id)
  deleteHandoffRow(call.sql, id)
  tell(call, 'handoff.deleted', id)
  return { id }
}
