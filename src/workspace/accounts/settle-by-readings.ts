/**
 * What was read of an account's windows becomes what is left of its credits: the tightest window decides. The ledger gets
 * an entry that says which, so that its sum stays the truth.
 */
import { findTightest, type Tightest } from '../../core/quota/tightest-window.ts'
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import { book, readBalance } from '../credits/index.ts'
import { keepReading, listNewest, type NewReading, type Sayer, type StoredReading } from '../readings/index.ts'
import { getMain, resetColumns } from './main-window.ts'
import { settleAccount } from './settle-account.ts'
import { updateAccount } from './store.ts'

/** Keeps what a session said of its account's windows. @returns how many were news. */
export function takeReadings(call: Call, sayer: Sayer, readings: readonly NewReading[]): number {
  let news = 0
  let changed = false
  for (const reading of readings) {
    const kept = keepReading(call.sql, sayer, reading)
    if (kept === 'new') news++
    changed ||= kept !== 'known'
  }
  if (changed) settleByReadings(call, sayer.accountId)
  if (news > 0) tell(call, 'account.changed', sayer.accountId)
  return news
}

/** Where nothing was read, the ledger alone decides. */
export function settleByReadings(call: Call, accountId: number): void {
  const { sql, now } = call
  const { capacity, renewal, resetsAt, creditsSaidAt } = getMain(sql, accountId)
  const tightest = renewal.kind === 'unlimited' ? null : findTightestOf(call, accountId, creditsSaidAt ?? 0)
  if (tightest) {
    const difference = creditsLeft(tightest, capacity) - readBalance(sql, accountId)
    if (difference !== 0) book(call, { accountId, kind: 'reading', amount: difference, note: noteOf(tightest, now) })
    if (resetsAt !== tightest.until) updateAccount(sql, accountId, resetColumns(tightest.until))
  }
  settleAccount(call, accountId)
}

/** Of what was read later than `since`, epoch milliseconds. */
export function findTightestOf(
  { sql, now }: Pick<Call, 'sql' | 'now'>,
  accountId: number,
  since = 0,
): Tightest<StoredReading> | null {
  return findTightest(
    listNewest(sql, accountId, now).filter(reading => reading.at > since),
    now,
  )
}

/** Rounded down, against the error that comes with 1 - 0.63. */
export const creditsLeft = ({ leftRatio }: Tightest<StoredReading>, capacity: number): number =>
  Math.floor(capacity * leftRatio + 1e-6)

const SOURCES = {
  log: 'its log',
  statusline: 'its statusline',
  error: 'an error',
  person: 'a person',
  program: 'a program',
} as const

/** `5h 37 % used, from its log, 4 min old` */
export function noteOf({ reading }: Tightest<StoredReading>, now: number): string {
  const { window, usedPercent, source, at } = reading
  const said = source === 'error' ? 'used up' : `${usedPercent} % used`
  const minutes = Math.max(0, Math.round((now - at) / 60_000))
  const age = minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`
  return `${window === 'unknown' ? 'limit' : window} ${said}, from ${SOURCES[source]}, ${age} old`
}
