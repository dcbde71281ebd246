import type { Call } from '../../platform/call.ts'
import { changeAccount } from './change-account.ts'
import { listOwned } from './store.ts'

/** Their owner has left the workspace: what is left on them is nobody else's to use, nor to see. */
export function archiveOwned(call: Call, person: string): void {
  for (const id of listOwned(call.sql, person)) changeAccount(call, id, { archived: true, status: 'blocked' })
}
