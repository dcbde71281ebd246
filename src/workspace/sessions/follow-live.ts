/** Sessions whose log is being written: in progress while it grows, over when it has been quiet for a while. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { markInUse, openOnAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { bookUsage } from '../usage/index.ts'
import { getSession, hasOpenSession, listQuietSessions, updateSession } from './store.ts'

/** Longer than a person reads an answer, shorter than a meal. */
const QUIET_MS = 30 * 60_000

/** Its log has grown: it is in progress, again or still. What was handed over or has failed stays so. */
export function keepLive(call: Call, id: number): void {
  const { sql, now } = call
  const { status, account_id } = getSession(sql, id)
  if (status !== 'in_progress' && status !== 'completed') return
  updateSession(sql, id, { status: 'in_progress', completed_at: null, quiet_at_ms: now + QUIET_MS })
  if (status === 'completed') openOnAccount(call, account_id)
}

/** Completes each session that has been quiet for long enough, at the time of its last turn, and frees its account. */
export function completeQuietSessions(call: Call): void {
  const { sql, now } = call
  for (const { id, account_id, project_id, last_at } of listQuietSessions(sql, now)) {
    updateSession(sql, id, { status: 'completed', completed_at: last_at ?? toSqlTime(now), quiet_at_ms: null })
    bookUsage(call, id)
    markInUse(call, account_id, hasOpenSession(sql, account_id))
    tell(call, 'session.changed', id, { project_id, account_id })
  }
}
