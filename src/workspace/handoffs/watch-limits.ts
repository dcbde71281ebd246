/**
 * Follows sessions in progress to the limit that their project sets: prepares the briefing, warns, hands over. Each once a
 * crossing; one that was opened by a hand-over is left in peace for a while, unless its account is used up.
 */
import { percentOfCredits, stageOf } from '../../core/quota/limit-stage.ts'
import type { Call } from '../../platform/call.ts'
import { getAccount, listOwners, measureAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { writeBrief } from '../briefs/index.ts'
import { getSession, updateSession } from '../sessions/index.ts'
import { autoRotate, chooseNext } from './auto-rotate.ts'
import { holderOf } from './next-holder.ts'
import { snapshot } from './rotate.ts'
import { findOpenedAt, listWatched, type Watched } from './watched-store.ts'

const MINUTE_MS = 60_000
/** Even an account that is used up is not left more often: three hand-overs in a minute are a mistake somewhere. */
const REST_MS_MIN = 20_000

export function watchLimits(call: Call): void {
  for (const session of listWatched(call.sql)) watchLimit(call, session)
}

interface Nearness {
  readonly percent: number
  /** The window, or the credits of the session. */
  readonly of: string
}

function watchLimit(call: Call, session: Watched): void {
  const { percent, of } = measureNearness(call, session)
  const before = session.stage
  const stage = stageOf(percent, session, before)
  if (stage !== 'far' && before === 'far') prepare(call, session.id)
  if (stage === 'warned' && before !== 'warned') warn(call, session, { percent, of })
  const kept = stage === 'reached' ? 'warned' : stage
  if (stage === 'reached' && before !== 'warned') warn(call, session, { percent, of })
  if (kept !== before) updateSession(call.sql, session.id, { limit_stage: kept })
  if (stage === 'reached' && isDue(call, session)) handOver(call, session)
}

/** Whichever is nearer: the credits that the session may use, or the window that the project names. */
function measureNearness(call: Call, session: Watched): Nearness {
  const { creditsUsed, rotateAt, rotatePercent, rotateWindow, accountId } = session
  let nearest: Nearness = { percent: 0, of: 'credits' }
  if (rotateAt !== null) nearest = { percent: percentOfCredits(creditsUsed, rotateAt, session), of: 'credits' }
  if (rotatePercent === null) return nearest
  for (const { name, scope, usedRatio } of measureAccount(call, accountId)) {
    const counts = rotateWindow === null ? scope === 'account' : name === rotateWindow
    const percent = (usedRatio ?? 0) * 100
    // What was read of another window stands in the main one too: the other is what it is of.
    if (counts && percent > 0 && percent >= nearest.percent) nearest = { percent, of: name }
  }
  return nearest
}

/** The briefing stands before the account is used up. */
function prepare(call: Call, sessionId: number): void {
  snapshot(call, getSession(call.sql, sessionId), writeBrief(call, sessionId, {}).markdown, 'checkpoint')
}

function warn(call: Call, { id, projectId, accountId, rotate }: Watched, { percent, of }: Nearness): void {
  const told = {
    project_id: projectId,
    account_id: accountId,
    window: of,
    percent: Math.round(percent),
    rotates_at: rotate,
  }
  // How much of a personal account is used is its owner's to know.
  tell(call, 'session.nears_limit', id, told, listOwners(call.sql, [accountId]).get(accountId) ?? null)
}

function isDue(call: Call, { id, accountId, cooldownMinutes }: Watched): boolean {
  const openedAt = findOpenedAt(call.sql, id)
  if (openedAt === null) return true
  const isUsedUp = getAccount(call.sql, accountId).status === 'exhausted'
  const restMs = isUsedUp ? REST_MS_MIN : Math.max(REST_MS_MIN, cooldownMinutes * MINUTE_MS)
  // Where the clock has stepped back, the rest is over.
  return call.now >= openedAt + restMs || call.now < openedAt
}

/** To an account that has more left; while there is none, the one that has something left works on. */
function handOver(call: Call, { id, accountId, projectId }: Watched): void {
  const own = getAccount(call.sql, accountId)
  const session = getSession(call.sql, id)
  const next = chooseNext(call, session, holderOf(call, session))
  const isBetter = next.kind === 'chosen' && next.account.credits_available > own.credits_available
  if (!isBetter && own.status !== 'exhausted' && next.kind === 'chosen') return
  autoRotate(call, { session_id: id, current_account_id: accountId, project_id: projectId }, null)
}
