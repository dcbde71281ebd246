/** The main window of an account: its credits are those of the ledger, and it is kept in the account's own row. */
import type { MeasuredWindow } from '../../core/quota/account-windows.ts'
import { usedRatioOf } from '../../core/quota/account-windows.ts'
import { isGivenBack, measureWindow, type Renewal } from '../../core/quota/measure-window.ts'
import { type Refresh, SHORT } from '../../core/quota/next-reset.ts'
import { looksBackTo, type Unit } from '../../core/quota/window.ts'
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { findLastRead, listCreditUses, readBalance } from '../credits/index.ts'
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

/** What the ledger comes to by now. */
export interface Reckoned {
  readonly balance: number
  /** What its entries sum up to so far. */
  readonly booked: number
  readonly resetsAt: number | null
  /** Of the balance, at that reset, if nobody uses it. */
  readonly lostAtReset: number
}

/** Where uses or grants give back bit by bit, more or less than the ledger's sum: the difference is to be booked. */
export function reckonMain({ sql, now }: Pick<Call, 'sql' | 'now'>, main: MainWindow): Reckoned {
  const { id, renewal, capacity } = main
  const booked = readBalance(sql, id)
  if (!isGivenBack(renewal)) return reckonWhole(main, booked, now)
  const said = findLastRead(sql, id)
  // By their order in the ledger, since clocks step back.
  const uses = listCreditUses(sql, id, looksBackTo(renewal, now, main.createdAt), said?.id)
  const saidAt = said && Math.min(said.at, now) - 1
  const readings = said && saidAt !== null ? [{ at: saidAt, remaining: Math.max(0, said.balance) }] : []
  const counted = uses.map(({ at, amount }) => ({ at: Math.min(now, Math.max(at, (saidAt ?? at) + 1)), amount }))
  const { usable, resetsAt, lostAtReset } = measureWindow({ renewal, capacity }, counted, readings, now)
  return { balance: Math.floor(Math.min(capacity, usable ?? booked)), booked, resetsAt, lostAtReset }
}

/** Of a window that comes back whole, at one moment or never. */
export function reckonWhole({ renewal, capacity, resetsAt }: MainWindow, booked: number, now: number): Reckoned {
  const isOpened = renewal.kind === 'rolling' && resetsAt === null && booked < capacity
  const until = isOpened ? now + renewal.lengthMs : resetsAt
  const lostAtReset = until === null ? 0 : Math.max(0, Math.min(capacity, booked))
  return { balance: booked, booked, resetsAt: until, lostAtReset }
}

/** As the other windows are measured. @param saidMsAgo the age of the reading that decided the balance, where one did. */
export function measureMain(main: MainWindow, reckoned: Reckoned, saidMsAgo: number | null = null): MeasuredWindow {
  const { name, unit, capacity, reserve, renewal } = main
  const { balance, resetsAt, lostAtReset } = reckoned
  const unlimited = renewal.kind === 'unlimited'
  const used = Math.max(0, capacity - balance)
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
    usable: unlimited ? Number.POSITIVE_INFINITY : Math.max(0, Math.min(capacity, balance) - reserve),
    resetsAt,
    lostAtReset,
    source: saidMsAgo === null ? 'uses' : 'reading',
    ageMs: saidMsAgo,
  }
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
