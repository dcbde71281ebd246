import type { Call } from '../../platform/call.ts'
import { claimAccount, nextFreeAt } from '../accounts/index.ts'
import { getProject } from '../projects/index.ts'
import { personOf } from '../who-sees.ts'
import { chooseAccount, type Wish } from './choose-account.ts'
import { compareStrategies } from './compare-strategies.ts'
import { problem } from './problems.ts'
import type { Selection } from './schema.ts'
import { toWire } from './to-wire.ts'

/** The best account to work with; with `lease_seconds` it is also claimed. */
export function selectBestAccount(call: Call, selection: Selection) {
  const { sql, now } = call
  const { project_id, what_if, lease_seconds } = selection
  if (project_id !== undefined) getProject(sql, project_id)
  const wish: Wish = {
    person: personOf(call.principal),
    specialization: selection.specialization,
    minCredits: selection.min_credits,
    strategy: selection.strategy,
    sessionType: selection.session_type,
    projectId: project_id,
    runnersUp: selection.runners_up,
  }
  const choice = chooseAccount(sql, wish, now)
  if (choice.kind === 'none') throw noneFree(call)
  const { account, strategy, because, runnersUp } = choice
  return {
    ...toWire(account),
    strategy,
    because,
    runners_up: runnersUp.map(each => ({ ...toWire(each.account), because: each.because })),
    ...(what_if && { what_if: compareStrategies(call, wish) }),
    ...(lease_seconds !== undefined && { lease: claimAccount(call, account.id, lease_seconds) }),
  }
}

function noneFree(call: Call) {
  const next = nextFreeAt(call, personOf(call.principal))
  if (next === null) return problem('no-available-accounts', { nextAt: null })
  const retryAfterSeconds = Math.max(1, Math.ceil((next - call.now) / 1000))
  return problem('no-available-accounts', { nextAt: new Date(next).toISOString(), retryAfterSeconds })
}
