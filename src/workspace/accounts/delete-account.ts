import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { problem } from './problems.ts'
import { deleteAccountRow, getAccount } from './store.ts'

/** Only an account without history goes; others are archived, so that no project loses its past. */
export function deleteAccount(call: Call, id: number): { id: number } {
  getAccount(call.sql, id)
  if (!deleteAccountRow(call.sql, id)) throw problem('account-has-sessions', { id })
  tell(call, 'account.deleted', id)
  return { id }
}
