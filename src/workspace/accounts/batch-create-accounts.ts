import type { Call } from '../../platform/call.ts'
import { createAccount } from './create-account.ts'
import { problem } from './problems.ts'
import type { NewAccount } from './schema.ts'

/** All or nothing, in the transaction of the call. */
export function batchCreateAccounts(call: Call, accounts: readonly NewAccount[]): { name: string; id: number }[] {
  const seen = new Set<string>()
  for (const { account_name } of accounts) {
    if (seen.has(account_name)) throw problem('account-name-twice', { name: account_name })
    seen.add(account_name)
  }
  return accounts.map(values => ({ name: values.account_name, id: createAccount(call, values) }))
}
