/**
 * Carries out handoffs that wait, when an account has returned.
 * A handoff is reserved in one transaction and carried out in the next, so that one that brings the process down is counted
 * and given up in the end, and one that fails holds up no other.
 */
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { type Account, findAccount, isAccountFor, nextFreeAt } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { hasResetSince } from '../credits/index.ts'
import { getProject } from '../projects/index.ts'
import type { Candidate } from '../selection/index.ts'
import { getSession, type KnownSession } from '../sessions/index.ts'
import { chooseNext } from './auto-rotate.ts'
import { queuedHolder } from './next-holder.ts'
import { rotate } from './rotate.ts'
import type { Handoff } from './schema.ts'
import {
  findFirstWaiting,
  findHandedBy,
  getHandoff,
  listDue,
  type QueuedHandoff,
  updateHandoff,
  waitUntil,
} from './store.ts'

/** Who carries it out has so long; then it is taken up again. */
const LEASE_MS = 60_000
/** After so many attempts that failed a person has to look at it. */
const ATTEMPTS_MAX = 5
const BACK_OFF_MS = 30_000
const BACK_OFF_MS_MAX = 3_600_000
/** So many of those that wait are looked at for one that an account is free for. */
const LOOKED_AT = 50

export interface Reserved {
  readonly handoff: Handoff
  readonly to: Candidate
  readonly because: readonly string[]
}

/** The first that can be carried out now, the highest priority first; null where none can. Those that wait learn until when. */
export function reserveHandoff(call: Call): Reserved | null {
  for (const queued of listDue(call.sql, call.now, LOOKED_AT)) {
    const reserved = reserve(call, queued)
    if (reserved) return reserved
  }
  const waiting = findFirstWaiting(call.sql)
  // Everybody sees it: when a personal account returns does not stand there.
  const until = nextFreeAt(call, null)
  if (waiting && waiting.notBefore !== until) waitUntil(call.sql, until)
  return null
}

function reserve(call: Call, queued: QueuedHandoff): Reserved | null {
  const { id, attempts, wasReserved } = queued
  const { sql, now } = call
  if (wasReserved && attempts >= ATTEMPTS_MAX) return giveUp(call, id, 'paas ended each time while carrying it out')
  const handoff = getHandoff(sql, id)
  const session = getSession(sql, handoff.session_id)
  if (session.status === 'handed_off') return giveUp(call, id, 'the session was handed off meanwhile')
  // Its work rests until a person lets it go on.
  if (getProject(sql, session.project_id).status === 'paused') return wait(call, queued)
  const choice = chooseFor(call, handoff, session)
  if (!choice) return wait(call, queued)
  updateHandoff(sql, id, { status: 'processing', waits: 0, attempts: attempts + 1, not_before_ms: now + LEASE_MS })
  return { handoff, ...choice }
}

/** Looked at after every change: one that waits already is not written again. */
function wait({ sql }: Call, { id, waits }: QueuedHandoff): null {
  if (!waits) updateHandoff(sql, id, { status: 'pending', waits: 1 })
  return null
}

export function carryOutHandoff(call: Call, { handoff, to, because }: Reserved): void {
  const session = getSession(call.sql, handoff.session_id)
  const holder = queuedHolder(call, handoff, findHandedBy(call.sql, handoff.id), session)
  rotate(call, { session, to, because, holder, by: null, handoffId: handoff.id })
}

/** It is tried again after a while that doubles; at last it waits for a person. */
export function noteFailure(call: Call, { handoff: { id } }: Reserved, error: string): void {
  const { attempts } = getHandoff(call.sql, id)
  if (attempts >= ATTEMPTS_MAX) {
    giveUp(call, id, error)
    return
  }
  const wait = Math.min(BACK_OFF_MS_MAX, BACK_OFF_MS * 2 ** (attempts - 1))
  updateHandoff(call.sql, id, { status: 'pending', waits: 0, error, not_before_ms: call.now + wait })
}

function chooseFor(
  call: Call,
  handoff: Handoff,
  session: KnownSession,
): { to: Candidate; because: readonly string[] } | null {
  const holder = queuedHolder(call, handoff, null, session)
  if (handoff.to_account_id !== null) {
    const wanted = findAccount(call.sql, handoff.to_account_id)
    const isFree = wanted?.status === 'available' && isAccountFor(wanted, holder.person)
    return isFree ? { to: wanted, because: ['the account that was asked for'] } : null
  }
  const choice = chooseNext(call, session, holder)
  if (choice.kind === 'chosen') return { to: choice.account, because: choice.because }
  const own = findAccount(call.sql, session.account_id)
  if (!own || !isAccountFor(own, holder.person) || !returned(call, own, handoff)) return null
  return { to: own, because: ['its own account has started a new window'] }
}

/** The account that ran out may take its own work up again once it has reset since. */
function returned({ sql }: Call, own: Account, { created_at }: Handoff): boolean {
  if (own.status !== 'available' && own.status !== 'active') return false
  return hasResetSince(sql, own.id, toSqlTime(fromSqlTime(created_at)))
}

function giveUp(call: Call, id: number, error: string): null {
  updateHandoff(call.sql, id, { status: 'failed', waits: 0, error, processed_at: toSqlTime(call.now) })
  tell(call, 'handoff.failed', id, { session_id: getHandoff(call.sql, id).session_id, error })
  return null
}
