/** Carries out what waits: sessions that reached their project's threshold, and handoffs for which an account has returned. */
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { type Account, type Candidate, findAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { hasResetSince } from '../credits/index.ts'
import { getSession, listSessionsToRotate, type Session } from '../sessions/index.ts'
import { autoRotate, chooseNext } from './auto-rotate.ts'
import { rotate } from './rotate.ts'
import type { Handoff } from './schema.ts'
import { listPending, updateHandoff } from './store.ts'

/** Rotates each session that reached the credits its project asks for; where no account is free the handoff is queued. */
export function rotateDueSessions(call: Call): void {
  for (const { id, account_id, project_id } of listSessionsToRotate(call.sql)) {
    autoRotate(call, { session_id: id, current_account_id: account_id, project_id })
  }
}

/** Tries each waiting handoff once, the highest priority first. @returns how many were carried out. */
export function carryOutHandoffs(call: Call): number {
  let done = 0
  for (const handoff of listPending(call.sql)) if (carryOut(call, handoff)) done++
  return done
}

function carryOut(call: Call, handoff: Handoff): boolean {
  const session = getSession(call.sql, handoff.session_id)
  if (session.status === 'handed_off') return giveUp(call, handoff, 'the session was handed off meanwhile')
  const choice = chooseFor(call, handoff, session)
  if (!choice) return false
  updateHandoff(call.sql, handoff.id, { attempts: handoff.attempts + 1 })
  rotate(call, { session, to: choice.to, because: choice.because, handoffId: handoff.id })
  return true
}

function chooseFor(call: Call, handoff: Handoff, session: Session): { to: Candidate; because: string[] } | null {
  if (handoff.to_account_id !== null) {
    const wanted = findAccount(call.sql, handoff.to_account_id)
    return wanted?.status === 'available' ? { to: wanted, because: ['the account that was asked for'] } : null
  }
  const choice = chooseNext(call, session)
  if (choice.kind === 'chosen') return { to: choice.account, because: choice.because }
  const own = findAccount(call.sql, session.account_id)
  return own && returned(call, own, handoff) ? { to: own, because: ['its own account has started a new window'] } : null
}

/** The account that ran out may take its own work up again once it has reset since. */
function returned({ sql }: Call, own: Account, { created_at }: Handoff): boolean {
  if (own.status !== 'available' && own.status !== 'active') return false
  return hasResetSince(sql, own.id, toSqlTime(fromSqlTime(created_at)))
}

function giveUp(call: Call, handoff: Handoff, error: string): false {
  updateHandoff(call.sql, handoff.id, {
    status: 'failed',
    error,
    processed_at: toSqlTime(call.now),
    attempts: handoff.attempts + 1,
  })
  tell(call, 'handoff.failed', handoff.id, { session_id: handoff.session_id })
  return false
}
