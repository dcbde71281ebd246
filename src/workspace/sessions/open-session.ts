import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getAccountOf, openOnAccount, takeAccount } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { getProject, retotalProject } from '../projects/index.ts'
import type { PersonId } from '../who-sees.ts'
import type { NewSession } from './schema.ts'
import { insertSession } from './store.ts'

export interface Holder {
  /** Null: nobody. */
  readonly person: PersonId
  /** The name of the colleague whom the work comes from. */
  readonly handedBy?: string | undefined
}

/** Opens a session on an account; a claim on it, shown by its lease, becomes this session's. */
export function openSession(call: Call, values: NewSession, holder: Holder): { id: number; session_number: number } {
  const { sql, now } = call
  const { lease_id, ...columns } = values
  getProject(sql, values.project_id)
  getAccountOf(sql, values.account_id, holder.person)
  takeAccount(call, values.account_id, lease_id)
  const at = toSqlTime(now)
  const { id, number } = insertSession(sql, {
    ...columns,
    person_id: holder.person,
    handed_by: holder.handedBy,
    started_at: at,
  })
  openOnAccount(call, values.account_id)
  retotalProject(sql, values.project_id, at)
  tell(call, 'session.created', id, { project_id: values.project_id, account_id: values.account_id })
  return { id, session_number: number }
}
