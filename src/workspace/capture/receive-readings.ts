/** Takes what a tool shows of its account's quota, outside any log: no session is opened for it. */
import type { Call } from '../../platform/call.ts'
import { getAccountFor, takeReadings } from '../accounts/index.ts'
import { chooseAccount } from '../selection/index.ts'
import { findSessionBySource } from '../sessions/index.ts'
import { personOf } from '../who-sees.ts'
import { findOrCreateAccount } from './find-session.ts'
import type { ShownReadings } from './schema.ts'

/** Less is used up before the work has begun. */
const CREDITS_MIN = 10

/** `next`: the account to go on with when this one is used up. */
export function receiveReadings(call: Call, shown: ShownReadings) {
  const { sql, now, principal } = call
  const { tool, session_key: sessionKey, readings } = shown
  const known = findSessionBySource(sql, tool, sessionKey)?.account_id
  const accountId = known === undefined ? findOrCreateAccount(call, shown) : getAccountFor(call, known).id
  const readings_added = takeReadings(call, { accountId, tool, sessionKey }, readings)
  const choice = chooseAccount(sql, { person: personOf(principal), minCredits: CREDITS_MIN, exceptId: accountId }, now)
  // A machine that may only push is told nothing of the pool.
  const isTold = choice.kind === 'chosen' && principal.device === undefined
  return { account_id: accountId, readings_added, next: isTold ? choice.account.account_name : null }
}
