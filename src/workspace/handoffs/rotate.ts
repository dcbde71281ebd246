/** Passes a session on to another account: closes it, snapshots it, opens the next one and writes the briefing, as one. */
import { countTokens } from '../../core/brief/index.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { insertLease, listOwners, markExhausted } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { writeBrief } from '../briefs/index.ts'
import { countCharacters } from '../conversation/index.ts'
import { countFiles } from '../files/index.ts'
import { findPerson } from '../people/index.ts'
import type { Candidate } from '../selection/index.ts'
import { changeSession, type Holder, type KnownSession, openSession, type Session } from '../sessions/index.ts'
import { insertSnapshot } from '../snapshots/index.ts'
import { isFor, type PersonId, personOf } from '../who-sees.ts'
import { openFeedback } from './feedback-store.ts'
import { insertHandoff, undoUntil, updateHandoff } from './store.ts'

export interface Passage {
  readonly session: KnownSession
  readonly to: Candidate
  readonly because: readonly string[]
  /** Who goes on. */
  readonly holder: Holder
  /** Who asked for it; null: it came due by itself. */
  readonly by: PersonId
  /** The queued handoff that this carries out. */
  readonly handoffId?: number
  readonly budgetTokens?: number | undefined
}

/** The claim stands only inside this transaction: the new session takes it over before anyone else can look. */
const CLAIM_MS = 60_000
const CHARS_PER_TOKEN = 4

export function rotate(call: Call, passage: Passage) {
  const { session, to, because, holder, handoffId, budgetTokens } = passage
  const { sql, now, principal } = call
  const leaseId = insertLease(sql, to.id, principal.id, now + CLAIM_MS)
  const passing = { fromName: session.account_name, toName: to.account_name, toPlatform: to.platform }
  const brief = writeBrief(call, session.id, { budget_tokens: budgetTokens }, 'AUTO-ROTATION', passing)
  changeSession(call, session.id, { status: 'handed_off' })
  snapshot(call, session, brief.markdown)
  const exhausted = isUsedUp(passage) && markExhausted(call, session.account_id)
  const work = { session_type: session.session_type, objectives: session.objectives, title: session.title }
  const on = { project_id: session.project_id, account_id: to.id, lease_id: leaseId }
  const next = openSession(call, { ...work, ...on }, holder)
  const done = {
    to_account_id: to.id,
    handoff_context: brief.markdown,
    status: 'completed',
    processed_at: toSqlTime(now),
    next_session_id: next.id,
    status_before: session.status,
    exhausted: exhausted ? 1 : 0,
    to_person_id: holder.handedBy === undefined ? null : holder.person,
    handed_by: holder.handedBy,
    // Of what had failed before, nothing is true any more.
    error: null,
  }
  const id =
    handoffId ??
    insertHandoff(sql, {
      ...done,
      session_id: session.id,
      from_account_id: session.account_id,
      created_at: toSqlTime(now),
    })
  if (handoffId !== undefined) updateHandoff(sql, handoffId, done)
  openFeedback(sql, id)
  tell(call, 'session.handed_off', session.id, {
    project_id: session.project_id,
    account_id: session.account_id,
    next_session_id: next.id,
  })
  tell(call, 'handoff.completed', id, { session_id: session.id, next_session_id: next.id })
  const next_person = holder.person === null ? null : findPerson(sql, holder.person)
  if (next_person && holder.handedBy !== undefined) {
    const told = { project_id: session.project_id, person_id: next_person.id, by: holder.handedBy }
    tell(call, 'session.handed_to', next.id, told)
  }
  const { id: accountId, account_name, specialization, platform } = to
  const isSeen = isFor(listOwners(sql, [to.id]).get(to.id) ?? null, personOf(principal))
  const credits_available = isSeen ? to.credits_available : null
  return {
    next_account: { id: accountId, account_name, credits_available, specialization, platform },
    next_person: next_person && { id: next_person.id, name: next_person.name },
    briefing: brief.markdown,
    credit_savings: measureSavings(call, session.id, brief.markdown),
    session_id: next.id,
    handoff_id: id,
    undo_until: undoUntil(now),
    because: isSeen ? [...because] : [],
  }
}

/** Not where it goes to a colleague, or back to the same account; and nobody says so of somebody else's. */
function isUsedUp({ session, to, holder, by }: Passage): boolean {
  const isPassedOn = session.person !== null && session.person.id !== holder.person
  return to.id !== session.account_id && !isPassedOn && isFor(session.account_owner, by ?? holder.person)
}

/** @param type handoff: the session is over; checkpoint: it may soon be. */
export function snapshot(
  { sql, now }: Call,
  session: Session,
  briefing: string,
  type: 'handoff' | 'checkpoint' = 'handoff',
): void {
  const goal = session.objectives ?? session.title ?? `Session ${session.session_number} of ${session.project_name}`
  insertSnapshot(sql, {
    session_id: session.id,
    snapshot_type: type,
    compressed_context: briefing,
    context_summary: goal,
    file_count: countFiles(sql, session.project_id),
    code_lines: 0,
    git_commit_hash: session.git_commit,
    created_at: toSqlTime(now),
  })
}

/** What the next account reads, against the conversation it would have to read without a briefing. */
function measureSavings({ sql }: Call, sessionId: number, briefing: string) {
  const context_tokens = Math.ceil(countCharacters(sql, sessionId) / CHARS_PER_TOKEN)
  const briefing_tokens = countTokens(briefing)
  const saved_tokens = Math.max(0, context_tokens - briefing_tokens)
  const saved_percent = context_tokens === 0 ? 0 : Math.round((saved_tokens / context_tokens) * 1000) / 10
  return { context_tokens, briefing_tokens, saved_tokens, saved_percent }
}
