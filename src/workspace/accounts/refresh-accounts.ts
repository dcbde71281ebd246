import { isGivenBack } from '../../core/quota/measure-window.ts'
import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { book, readBalance } from '../credits/index.ts'
import { beginMany } from './begin-many.ts'
import { getMain, resetColumns } from './main-window.ts'
import { settleAccount } from './settle-account.ts'
import { creditsLeft, findTightestOf, noteOf } from './settle-by-readings.ts'
import { listDueResets, listDueReturns, updateAccount } from './store.ts'
import { tellReset } from './tell-reset.ts'

/** Of thousands that begin anew at one midnight so many at once: requests come in between. */
const AT_ONCE = { alike: 1000, others: 300 }

/**
 * Starts the new window of every account whose reset has come: full again, as far as what was read of its other windows
 * lets it be, and exhausted no longer. Of the others, what they give back by now counts from now on.
 */
export function refreshAccounts(call: Call): void {
  const { sql, now } = call
  beginMany(call, AT_ONCE.alike)
  for (const id of listDueResets(sql, now, AT_ONCE.others)) beginAnew(call, id)
  for (const id of listDueReturns(sql, now, AT_ONCE.others)) {
    settleAccount(call, id)
    tell(call, 'account.changed', id)
  }
}

function beginAnew(call: Call, id: number): void {
  const { sql, now } = call
  const { capacity, renewal, statusSaid } = getMain(sql, id)
  const tightest = renewal.kind === 'unlimited' ? null : findTightestOf(call, id)
  const missing = (tightest ? creditsLeft(tightest, capacity) : capacity) - readBalance(sql, id)
  const note = tightest ? noteOf(tightest, now) : undefined
  // What comes back bit by bit is reckoned when the account is settled.
  if (missing !== 0 && (!isGivenBack(renewal) || tightest))
    book(call, { accountId: id, kind: 'reset', amount: missing, note })
  updateAccount(sql, id, {
    ...resetColumns(tightest ? tightest.until : nextReset(renewal, now)),
    recent_sessions: 0,
    credits_said_at_ms: null,
    status_said: statusSaid === 'blocked' ? 'blocked' : null,
  })
  settleAccount(call, id)
  tellReset(call, [id])
}
