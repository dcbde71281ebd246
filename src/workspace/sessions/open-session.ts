import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { openOnAccount, takeAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { getProject, retotalProject } from '../projects/index.ts'
import type { NewSession } from './schema.ts'
import { insertSession } from './store.ts'

/** Opens a session on an account; a claim on it, shown by its lease, becomes this session's. */
export function openSession(call: Call, values: NewSession): { id: number; session_number: number } {
  const { sql, now } = call
  const { lease_id, ...columns } = values
  getProject(sql, values.project_id)
  takeAccount(call, values.account_id, lease_id)
  const at = toSqlTime(now)
  const { id, number } = insertSession(sql, { ...columns, started_at: at })
  openOnAccount(call, values.account_id)
  retotalProject(sql, values.project_id, at)
  tell(call, 'session.created', id, { project_id: values.project_id, account_id: values.account_id })
  return { id, session_number: number }
}
