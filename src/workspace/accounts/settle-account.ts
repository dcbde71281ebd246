/** Derives what is left of an account, and its status, from all evidence; in every transaction that adds some. */
import { type MeasuredWindow, measureLeft, measureLoss } from '../../core/quota/account-windows.ts'
import { measureStanding } from '../../core/quota/standing.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { book } from '../credits/index.ts'
import { listPoolMates, measureOthers } from '../windows/index.ts'
import { noteChanged } from './change-store.ts'
import { getMain, type MainWindow, measureMain, type Reckoned, reckonMain, resetColumns } from './main-window.ts'
import { updateAccount } from './store.ts'

/** With it those that draw on a window of its. */
export function settleAccount(call: Call, id: number): void {
  const { others } = settleOne(call, id)
  if (others > 0) for (const mate of listPoolMates(call.sql, id)) settleOne(call, mate)
}

function settleOne(call: Call, id: number): MainWindow {
  const { sql, now } = call
  const main = getMain(sql, id)
  const reckoned = reckonMain(call, main)
  const { balance, booked, resetsAt } = reckoned
  if (balance !== booked) book(call, { accountId: id, kind: 'reset', amount: balance - booked })
  const others = main.others > 0 ? measureOthers(call, id) : []
  updateAccount(sql, id, {
    ...standingColumns(main, reckoned, others),
    updated_at: toSqlTime(now),
    ...(resetsAt !== main.resetsAt && resetColumns(resetsAt)),
  })
  noteChanged(sql, id)
  return main
}

export function standingColumns(main: MainWindow, reckoned: Reckoned, others: readonly MeasuredWindow[]) {
  const { creditsAvailable, status } = measureStanding({
    balance: reckoned.balance,
    capacity: main.capacity,
    unlimited: main.renewal.kind === 'unlimited',
    said: main.statusSaid,
    inUse: main.inUse,
    reserve: main.reserve,
    othersLeave: measureLeft(others, main).credits,
  })
  const loss = measureLoss([measureMain(main, reckoned), ...others], main, creditsAvailable)
  const returns = others.flatMap(window => window.resetsAt ?? [])
  return {
    credits_available: creditsAvailable,
    status,
    settles_at_ms: returns.length > 0 ? Math.min(...returns) : null,
    lost_at_reset: loss?.credits ?? 0,
    loses_at_ms: loss?.at ?? null,
  }
}
