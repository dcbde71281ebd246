import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { listHeldSessions, updateSession } from './store.ts'

/** Somebody has left: their running sessions are nobody's, so that others can take them over. */
export function leaveSessions(call: Call, person: string): void {
  for (const { id, project_id, account_id } of listHeldSessions(call.sql, person)) {
    updateSession(call.sql, id, { person_id: null })
    tell(call, 'session.changed', id, { project_id, account_id })
  }
}
