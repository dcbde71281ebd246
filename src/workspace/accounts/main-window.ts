/** The main window of an account: its credits are those of the ledger, and it is kept in the account's own row. */
import type { MeasuredWindow } from '../../core/quota/account-windows.ts'
import { usedRatioOf } from '../../core/quota/account-windows.ts'
import { measureWindow, type Renewal } from '../../core/quota/measure-window.ts'
import { type Refresh, SHORT } from '../../core/quota/next-reset.ts'
import { looksBackTo, type Unit } from '../../core/quota/window.ts'
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { book, findLastRead, listCreditUses, readBalance } from '../credits/index.ts'
import { problem } from './problems.ts'
import type { Account } from './schema.ts'

export interface MainWindow {
  readonly id: number
  readonly name: string
  readonly unit: Unit
  readonly capacity: number
  readonly reserve: number
  readonly renewal: Renewal
  readonly resetsAt: number | null
  /** How many windows the account has beside it. */
  readonly others: number
  readonly statusSaid: Account['status'] | null
  readonly inUse: boolean
  /** When a person last said the credits; null: not since the last reset. */
  readonly creditsSaidAt: number | null
  readonly createdAt: number
}

interface MainRow {
  id: number
  window_name: string
  unit: Unit
  capacity: number
  reserve: number
  refresh: Refresh
  renewal: string | null
  resets_at_ms: number | null
  windows: number
  status_said: Account['status'] | null
  in_use: number
  credits_said_at_ms: number | null
  created_at: string
}

export const MAIN_COLUMNS = `id, window_name, unit, capacity, reserve, refresh, renewal, resets_at_ms, windows, status_said, in_use,
  credits_said_at_ms, created_at`

export function getMain(sql: Sql, accountId: number): MainWindow {
  const row = sql.get<MainRow>(`SELECT ${MAIN_COLUMNS} FROM accounts WHERE id = ?`, accountId)
  if (!row) throw problem('account-not-found', { id: accountId })
  return {
    id: row.id,
    name: row.window_name,
    unit: row.unit,
    capacity: row.capacity,
    reserve: row.reserve,
    renewal: readRenewal(row),
    resetsAt: row.resets_at_ms,
    others: row.windows,
    statusSaid: row.status_said,
    inUse: row.in_use === 1,
    creditsSaidAt: row.credits_said_at_ms,
    createdAt: fromSqlTime(row.created_at),
  }
}

export const readRenewal = ({ refresh, renewal }: Pick<MainRow, 'refresh' | 'renewal'>): Renewal =>
  renewal === null ? SHORT[refresh] : (JSON.parse(renewal) as Renewal)

/** What stands in `refresh` beside a renewal that has no short word: nothing comes back at a time of the calendar. */
export const refreshOf = ({ kind }: Renewal): Refresh =>
  kind === 'daily' || kind === 'weekly' || kind === 'monthly' || kind === 'unlimited' ? kind : 'never'

/** What its uses give back bit by bit, the ledger learns of when it is looked at. @returns the balance, and the next return. */
export function reckonMain(call: Call, main: MainWindow): { balance: number; resetsAt: number | null } {
  const { sql, now } = call
  const { id, renewal, capacity } = main
  const balance = readBalance(sql, id)
  if (renewal.kind === 'rolling' && main.resetsAt === null && balance < capacity) {
    return { balance, resetsAt: now + renewal.lengthMs }
  }
  if (!isGivenBack(renewal)) return { balance, resetsAt: main.resetsAt }
  const uses = listCreditUses(sql, id, looksBackTo(renewal, now, main.createdAt))
  const said = findLastRead(sql, id)
  const readings = said ? [{ at: said.at, remaining: Math.max(0, said.balance) }] : []
  const measured = measureWindow({ renewal, capacity }, uses, readings, now)
  const usable = Math.floor(Math.min(capacity, measured.usable ?? balance))
  if (usable !== Math.max(0, balance)) book(call, { accountId: id, kind: 'reset', amount: usable - balance })
  return { balance: usable, resetsAt: measured.resetsAt }
}

/** Neither at one moment nor never: use by use, grant by grant. */
const isGivenBack = ({ kind }: Renewal) => kind === 'sliding' || kind === 'refill' || kind === 'grants'

/** As the other windows are measured. @param said the reading that the balance comes from, where one decided it. */
export function measureMain(
  main: MainWindow,
  balance: number,
  said?: { readonly at: number },
  now = 0,
): MeasuredWindow {
  const { name, unit, capacity, reserve, renewal, resetsAt } = main
  const unlimited = renewal.kind === 'unlimited'
  const left = Math.max(0, Math.min(capacity, balance))
  const used = Math.max(0, capacity - balance)
  const isLost = resetsAt !== null && renewal.kind !== 'sliding'
  return {
    name,
    unit,
    scope: 'account',
    scopeOf: null,
    sharedPool: null,
    renewal,
    capacity: unlimited ? null : capacity,
    reserve,
    main: true,
    used,
    usedRatio: unlimited ? null : usedRatioOf({ used }, capacity),
    usable: unlimited ? Number.POSITIVE_INFINITY : Math.max(0, left - reserve),
    resetsAt,
    lostAtReset: isLost ? lostOf(renewal, left, capacity) : 0,
    source: said ? 'reading' : 'uses',
    ageMs: said ? Math.max(0, now - said.at) : null,
  }
}

/** A refill loses what no longer fits; a grant is reckoned apart. */
function lostOf(renewal: Renewal, left: number, capacity: number): number {
  return renewal.kind === 'refill' ? Math.max(0, left + renewal.amount - capacity) : left
}

/** The exact time for us, the day for people who query the specified column. */
export function resetColumns(resetsAtMs: number | null): {
  resets_at_ms: number | null
  credits_refresh_date: string | null
} {
  return {
    resets_at_ms: resetsAtMs,
    credits_refresh_date: resetsAtMs === null ? null : toSqlTime(resetsAtMs).slice(0, 10),
  }
}
