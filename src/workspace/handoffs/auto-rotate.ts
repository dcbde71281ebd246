import type { Problem } from '../../core/problem.ts'
import type { Call } from '../../platform/call.ts'
import { getAccount, nextFreeAt } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import { chooseAccount } from '../selection/index.ts'
import { findCurrentSession, getSession, type Session } from '../sessions/index.ts'
import { problem } from './problems.ts'
import { queueHandoff } from './queue-handoff.ts'
import { rotate } from './rotate.ts'
import type { Rotation } from './schema.ts'
import { findNextSession, findPendingOf } from './store.ts'

/** Where no account has as many credits as the strategy asks for (50, as specified): any that is not used up. */
const LEAST_CREDITS = 10

/** Rotates, or queues the handoff and says when an account returns: then nothing else has changed. */
export function autoRotate(call: Call, request: Rotation): ReturnType<typeof rotate> | Problem {
  const session = sessionToRotate(call, request)
  const choice = chooseNext(call, session)
  if (choice.kind === 'none') return wait(call, session)
  const handoffId = findPendingOf(call.sql, session.id) ?? undefined
  const { account: to, because } = choice
  return rotate(call, { session, to, because, budgetTokens: request.budget_tokens, ...(handoffId && { handoffId }) })
}

function sessionToRotate({ sql }: Call, { current_account_id, project_id, session_id }: Rotation): Session {
  getAccount(sql, current_account_id)
  getProject(sql, project_id)
  const session = session_id ? getSession(sql, session_id) : findCurrentSession(sql, current_account_id, project_id)
  if (!session || session.account_id !== current_account_id || session.project_id !== project_id) {
    throw problem('no-session-to-rotate', { accountId: current_account_id, projectId: project_id })
  }
  if (session.status === 'handed_off') {
    throw problem('already-handed-off', { sessionId: session.id, nextSessionId: findNextSession(sql, session.id) })
  }
  return session
}

/** The next account, of the same skill as the one that ran out. */
export function chooseNext({ sql, now }: Call, session: Session) {
  const { specialization } = getAccount(sql, session.account_id)
  const work = { sessionType: session.session_type, projectId: session.project_id }
  const wish = { ...work, specialization, exceptId: session.account_id }
  const worthy = chooseAccount(sql, wish, now)
  return worthy.kind === 'chosen' ? worthy : chooseAccount(sql, { ...wish, minCredits: LEAST_CREDITS }, now)
}

function wait(call: Call, session: Session): Problem {
  const handoffId = queueHandoff(call, session, {})
  const next = nextFreeAt(call)
  if (next === null) return problem('no-accounts-for-rotation', { nextAt: null, handoffId })
  const retryAfterSeconds = Math.max(1, Math.ceil((next - call.now) / 1000))
  return problem('no-accounts-for-rotation', { nextAt: new Date(next).toISOString(), handoffId, retryAfterSeconds })
}
