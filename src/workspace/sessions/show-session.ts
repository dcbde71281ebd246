import type { Call } from '../../platform/call.ts'
import { isFor, personOf } from '../who-sees.ts'
import type { ShownSession } from './schema.ts'
import type { KnownSession } from './store.ts'

/** As it goes to who asks: what it used of somebody else's account is not theirs to know. */
export function showSession({ principal }: Pick<Call, 'principal'>, session: KnownSession): ShownSession {
  const { account_owner, credits_used, ...rest } = session
  return { ...rest, credits_used: isFor(account_owner, personOf(principal)) ? credits_used : null }
}
