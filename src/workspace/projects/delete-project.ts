import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { passOnUsage } from '../usage/index.ts'
import { deleteProjectRow, getProject, listSessionIds } from './store.ts'

/** Its sessions, snapshots, conversation, files and handoffs go with it; the accounts' ledgers stay. */
export function deleteProject(call: Call, id: number): { id: number } {
  getProject(call.sql, id)
  passOnUsage(call, listSessionIds(call.sql, id), () => deleteProjectRow(call.sql, id))
  tell(call, 'project.deleted', id)
  return { id }
}
