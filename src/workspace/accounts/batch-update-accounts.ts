import type { Call } from '../../platform/call.ts'
import { changeAccount } from './change-account.ts'
import { problem } from './problems.ts'
import type { BatchChange } from './schema.ts'
import { listAccountIds } from './store.ts'

/** Changes each as a change of one does; all or nothing, in the transaction of the call. */
export function batchUpdateAccounts(call: Call, batch: BatchChange): { name: string; id: number }[] {
  const { ids, filter, all: _, ...change } = batch
  const targets = ids ? new Set(ids) : listAccountIds(call.sql, filter ?? {})
  const accounts = [...targets].map(id => ({ name: changeAccount(call, id, change).account_name, id }))
  if (accounts.length === 0) throw problem('no-account-matched')
  return accounts
}
