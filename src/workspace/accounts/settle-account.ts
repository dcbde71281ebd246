/** Derives what is left of an account, and its status, from all evidence; in every transaction that adds some. */
import { measureLeft, measureLoss } from '../../core/quota/account-windows.ts'
import { measureStanding } from '../../core/quota/standing.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { book, readBalance } from '../credits/index.ts'
import { listPoolMates, measureOthers } from '../windows/index.ts'
import { getMain, measureMain, reckonMain, resetColumns } from './main-window.ts'
import { updateAccount } from './store.ts'

/** With it those that draw on a window of its. */
export function settleAccount(call: Call, id: number): void {
  const { others } = settleOne(call, id)
  if (others > 0) for (const mate of listPoolMates(call.sql, id)) settleOne(call, mate)
}

function settleOne(call: Call, id: number): { others: number } {
  const { sql, now } = call
  const main = getMain(sql, id)
  const reckoned = reckonMain(call, main)
  const { balance, resetsAt } = reckoned
  const givenBack = balance - readBalance(sql, id)
  if (givenBack !== 0) book(call, { accountId: id, kind: 'reset', amount: givenBack })
  const others = main.others > 0 ? measureOthers(call, id) : []
  const { creditsAvailable, status } = measureStanding({
    balance,
    capacity: main.capacity,
    unlimited: main.renewal.kind === 'unlimited',
    said: main.statusSaid,
    inUse: main.inUse,
    reserve: main.reserve,
    othersLeave: measureLeft(others, main).credits,
  })
  const loss = measureLoss([measureMain(main, reckoned), ...others], main, creditsAvailable)
  const returns = others.flatMap(window => window.resetsAt ?? [])
  updateAccount(sql, id, {
    credits_available: creditsAvailable,
    status,
    updated_at: toSqlTime(now),
    ...(resetsAt !== main.resetsAt && resetColumns(resetsAt)),
    settles_at_ms: returns.length > 0 ? Math.min(...returns) : null,
    lost_at_reset: loss?.credits ?? 0,
    loses_at_ms: loss?.at ?? null,
  })
  return { others: others.length }
}
