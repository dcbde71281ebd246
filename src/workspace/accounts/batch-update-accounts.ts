import type { Call } from '../../platform/call.ts'
import { personOf } from '../who-sees.ts'
import { changeAccount } from './change-account.ts'
import { putWindow, usePreset } from './change-windows.ts'
import { problem } from './problems.ts'
import type { BatchChange } from './schema.ts'
import { getAccountFor } from './show-account.ts'
import { listAccountIds } from './store.ts'

/** Changes each as a change of one does; all or nothing, in the transaction of the call. Personal accounts of others never match. */
export function batchUpdateAccounts(call: Call, batch: BatchChange): { name: string; id: number }[] {
  const { ids, filter, all: _, preset, windows = [], ...change } = batch
  const targets = ids ? new Set(ids) : listAccountIds(call.sql, filter ?? {}, personOf(call.principal))
  for (const id of targets) getAccountFor(call, id)
  const accounts = [...targets].map(id => {
    if (preset !== undefined) usePreset(call, id, preset)
    for (const window of windows) putWindow(call, id, window)
    return { name: changeAccount(call, id, change).account_name, id }
  })
  if (accounts.length === 0) throw problem('no-account-matched')
  return accounts
}
