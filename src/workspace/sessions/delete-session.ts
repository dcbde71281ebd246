import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { markInUse } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { retotalProject } from '../projects/index.ts'
import { passOnUsage } from '../usage/index.ts'
import { deleteSessionRow, getSession, hasOpenSession } from './store.ts'

/** Its conversation, snapshots and handoffs go with it; the credits it used stay used. */
export function deleteSession(call: Call, id: number): { id: number } {
  const { sql, now } = call
  const { project_id, account_id } = getSession(sql, id)
  passOnUsage(call, [id], () => deleteSessionRow(sql, id))
  markInUse(call, account_id, hasOpenSession(sql, account_id))
  retotalProject(sql, project_id, toSqlTime(now))
  tell(call, 'session.deleted', id, { project_id, account_id })
  return { id }
}
