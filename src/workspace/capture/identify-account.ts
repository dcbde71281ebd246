/** Says which logs are an account's. What was recorded of them on the tool's own account before moves to it. */
import type { Call } from '../../platform/call.ts'
import { getAccount, getAccountFor, isAccountFor, markInUse, settleByReadings } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { hasOpenSession, updateSession } from '../sessions/index.ts'
import { bookUsage } from '../usage/index.ts'
import { personOf } from '../who-sees.ts'
import { accountOfTool } from './account-of-tool.ts'
import { deleteIdentity, findIdentity, findIdentityHolder, listSessionsFrom, putIdentity } from './identity-store.ts'
import { problem } from './problems.ts'
import type { NewIdentity } from './schema.ts'

export function identifyAccount(call: Call, accountId: number, said: NewIdentity) {
  const { id: account_id } = getAccountFor(call, accountId)
  const value = said.kind === 'email' ? said.value.toLowerCase() : said.value.replace(/(.)[/\\]+$/, '$1')
  const holder = findIdentityHolder(call.sql, { kind: said.kind, value })
  if (holder !== null && !isAccountFor(getAccount(call.sql, holder), personOf(call.principal)))
    throw problem('identity-taken')
  const id = putIdentity(call.sql, account_id, { kind: said.kind, value })
  const sessions_moved = said.kind === 'profile' ? moveSessions(call, value, account_id) : 0
  tell(call, 'account.changed', account_id)
  return { id, sessions_moved }
}

export function forgetIdentity(call: Call, id: number): { id: number } {
  const found = findIdentity(call.sql, id)
  if (!found) throw problem('identity-not-found', { id })
  getAccountFor(call, found.account_id)
  deleteIdentity(call.sql, id)
  tell(call, 'account.changed', found.account_id)
  return { id }
}

/** Where a person has named an account at the import, that holds. */
function moveSessions(call: Call, folder: string, accountId: number): number {
  const { sql } = call
  const sessions = listSessionsFrom(sql, folder, { accountId, person: personOf(call.principal) }).filter(
    session => accountOfTool(session.source_tool).name === session.account_name,
  )
  for (const { id } of sessions) {
    updateSession(sql, id, { account_id: accountId })
    bookUsage(call, id)
  }
  const touched = new Set([accountId, ...sessions.map(session => session.account_id)])
  if (sessions.length > 0) for (const id of touched) markInUse(call, id, hasOpenSession(sql, id))
  // Their readings have gone along.
  settleByReadings(call, accountId)
  return sessions.length
}
