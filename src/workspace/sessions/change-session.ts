import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { markInUse, useCredits } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { retotalProject } from '../projects/index.ts'
import { bookUsage } from '../usage/index.ts'
import type { SessionChange } from './schema.ts'
import { getSession, hasOpenSession, type KnownSession, updateSession } from './store.ts'

/** Credits become a ledger entry of the session's account; a status that ends it frees the account. */
export function changeSession(call: Call, id: number, change: SessionChange): KnownSession {
  const { sql, now } = call
  const before = getSession(sql, id)
  const { checkpoint_data, ...columns } = change
  const checkpoint = checkpoint_data === undefined ? undefined : JSON.stringify(checkpoint_data)
  updateSession(sql, id, { ...columns, checkpoint_data: checkpoint, ...endColumns(before, change, now) })
  if (change.credits_used !== undefined) {
    useCredits(call, before.account_id, id, change.credits_used - before.credits_used)
    retotalProject(sql, before.project_id, toSqlTime(now))
  }
  if (change.status !== undefined && change.status !== before.status) {
    bookUsage(call, id)
    markInUse(call, before.account_id, hasOpenSession(sql, before.account_id))
  }
  tell(call, 'session.changed', id, { project_id: before.project_id, account_id: before.account_id })
  return getSession(sql, id)
}

function endColumns(before: KnownSession, { status, duration_minutes }: SessionChange, now: number) {
  if (status === undefined || status === before.status) return {}
  // How long it took is known when it ends; of a log, from its turns.
  if (status === 'in_progress')
    return { completed_at: null, ...(before.source_key === null && { duration_minutes: null }) }
  if (before.completed_at !== null) return {}
  const minutes = Math.max(0, Math.round((now - Date.parse(before.started_at)) / 60_000))
  return { completed_at: toSqlTime(now), duration_minutes: duration_minutes ?? before.duration_minutes ?? minutes }
}
