import type { Problem } from '../../core/problem.ts'
import type { Call } from '../../platform/call.ts'
import { getAccount, isAccountFor, nextFreeAt } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import { type Candidate, chooseAccount } from '../selection/index.ts'
import { findCurrentSession, getSession, type Holder, type KnownSession } from '../sessions/index.ts'
import type { PersonId } from '../who-sees.ts'
import { chooseHolder, holderOf } from './next-holder.ts'
import { problem } from './problems.ts'
import { queueHandoff } from './queue-handoff.ts'
import { rotate } from './rotate.ts'
import type { Rotation } from './schema.ts'
import { findNextSession, findPendingOf } from './store.ts'

/** Where no account has as many credits as the strategy asks for (50, as specified): any that is not used up. */
const LEAST_CREDITS = 10

/**
 * Rotates, or queues the handoff and says when an account returns: then nothing else has changed.
 * @param by who asked for it; null: it came due by itself.
 */
export function autoRotate(call: Call, request: Rotation, by: PersonId): ReturnType<typeof rotate> | Problem {
  const session = sessionToRotate(call, request)
  const holder = by === null ? holderOf(call, session) : chooseHolder(call, session, request.to_person)
  const choice = chooseNext(call, session, holder)
  if (choice.kind === 'none') return wait(call, session, holder, by)
  const handoffId = findPendingOf(call.sql, session.id) ?? undefined
  const { account: to, because } = choice
  const passage = { session, to, because, holder, by, budgetTokens: request.budget_tokens }
  return rotate(call, { ...passage, ...(handoffId && { handoffId }) })
}

function sessionToRotate({ sql }: Call, { current_account_id, project_id, session_id }: Rotation): KnownSession {
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

type Next =
  | { readonly kind: 'none' }
  | { readonly kind: 'chosen'; readonly account: Candidate; readonly because: string[] }

/** The next account for who goes on, of the same skill as the one that ran out. */
export function chooseNext({ sql, now }: Call, session: KnownSession, { person }: Holder): Next {
  const own = getAccount(sql, session.account_id)
  const work = { person, sessionType: session.session_type, projectId: session.project_id }
  const wish = { ...work, specialization: own.specialization, exceptId: own.id }
  const worthy = chooseAccount(sql, wish, now)
  const next = worthy.kind === 'chosen' ? worthy : chooseAccount(sql, { ...wish, minCredits: LEAST_CREDITS }, now)
  if (next.kind === 'chosen' || person === (session.person?.id ?? null)) return next
  // Work goes to a colleague for other reasons than that its account is used up.
  const isUsable = isAccountFor(own, person) && (own.status === 'available' || own.status === 'active')
  return isUsable ? { kind: 'chosen', account: own, because: ['the account that it runs on goes along'] } : next
}

function wait(call: Call, session: KnownSession, { person, handedBy }: Holder, by: PersonId): Problem {
  const handoffId = queueHandoff(call, session, {}, handedBy === undefined ? undefined : { person, handedBy })
  // When an account of the receiver's own returns is theirs to know.
  const next = nextFreeAt(call, person === by ? person : null)
  if (next === null) return problem('no-accounts-for-rotation', { nextAt: null, handoffId })
  const retryAfterSeconds = Math.max(1, Math.ceil((next - call.now) / 1000))
  return problem('no-accounts-for-rotation', { nextAt: new Date(next).toISOString(), handoffId, retryAfterSeconds })
}
