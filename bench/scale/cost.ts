/** From what one kind of work costs, and how much of it there is, to what is billed: pure. */
import { METERS, type Meter, PLAN_USD, STORED } from './prices.ts'

/** What an object counted. */
export interface Counts {
  requests: number
  alarms: number
  alarmsSet: number
  rowsRead: number
  rowsWritten: number
  d1Queries: number
  d1RowsRead: number
  d1RowsWritten: number
  /** Of the database. */
  bytes: number
}

export interface Operation {
  readonly requests: number
  readonly alarms: number
  readonly rowsRead: number
  readonly rowsWritten: number
}

export interface Operations {
  readonly dashboard: Operation
  readonly batch: Operation
  readonly session: Operation
  readonly rotation: Operation
  /** A day in which nobody asks, sessions left in progress and a handoff that waits. */
  readonly openDay: Operation
  /** … in which nothing is in progress. */
  readonly idleDay: Operation
  readonly waking: Operation
  /** Of a new workspace, its schema and all. */
  readonly making: Operation
  readonly turnBytes: number
  /** Of each request, in D1: who asks. */
  readonly admission: { readonly queries: number; readonly rowsRead: number; readonly rowsWritten: number }
}

/** One workspace on a day that somebody works in it. */
export interface Use {
  readonly people: number
  readonly sessionsEach: number
  readonly turnsASession: number
  /** A device sends what is new as it is written. */
  readonly turnsABatch: number
  readonly rotationsEach: number
  readonly dashboardsEach: number
  /** Of the batches, while somebody looks at a dashboard, which then asks anew. */
  readonly watchedShare: number
  readonly askedAnewABatch: number
  /** Of the day in which sessions are in progress. */
  readonly openShare: number
  /** Times that the object has fallen asleep and is woken, alarms included. */
  readonly wakings: number
  readonly daysAMonth: number
}

/** Wall time that an object is awake, milliseconds: assumed, since workerd here tells nothing of Cloudflare's storage. */
export interface Times {
  readonly readMs: number
  readonly writeMs: number
  readonly workerCpuMs: number
}

const DAYS = 30
/** As Cloudflare counts an object's 128 MB. */
const OBJECT_GB = 0.128

export type Bill = Readonly<Record<Meter, number>>

/** Of one workspace on one day. */
export function measureDay(operations: Operations, use: Use, times: Times): Bill {
  const batches = (use.people * use.sessionsEach * use.turnsASession) / use.turnsABatch
  const asked = use.askedAnewABatch * use.watchedShare * batches
  const { dashboard, batch, rotation, openDay, idleDay, waking, admission } = operations
  const looks = use.people * use.dashboardsEach + asked / dashboard.requests
  const parts: readonly (readonly [Operation, number])[] = [
    [dashboard, looks],
    [batch, batches],
    [rotation, use.people * use.rotationsEach],
    [openDay, use.openShare],
    [idleDay, 1 - use.openShare],
    [waking, use.wakings],
  ]
  const sum = (key: keyof Operation) => parts.reduce((all, [operation, n]) => all + operation[key] * n, 0)
  const requests = sum('requests')
  const alarms = sum('alarms')
  const reads = dashboard.requests * looks
  const awakeMs = reads * times.readMs + (requests - reads + alarms) * times.writeMs
  return {
    workerRequests: requests,
    workerCpuMs: requests * times.workerCpuMs,
    objectRequests: requests + alarms,
    gigabyteSeconds: (awakeMs / 1000) * OBJECT_GB,
    rowsRead: sum('rowsRead'),
    rowsWritten: sum('rowsWritten'),
    d1RowsRead: requests * admission.rowsRead,
    d1RowsWritten: requests * admission.rowsWritten,
  }
}

/** Of many workspaces in a month: they are worked in on some of its days and lie idle on the others. */
export function measureMonth(operations: Operations, use: Use, times: Times, workspaces: number): Bill {
  const worked = measureDay(operations, use, times)
  const none = { ...use, people: 0, openShare: 0, wakings: 0 }
  const idle = measureDay(operations, none, times)
  const each = (meter: Meter) => worked[meter] * use.daysAMonth + idle[meter] * (DAYS - use.daysAMonth)
  return mapMeters(meter => each(meter) * workspaces)
}

/** Bytes that one workspace has gained after so many months. */
export const measureStored = ({ turnBytes }: Operations, use: Use, months: number): number =>
  turnBytes * use.people * use.sessionsEach * use.turnsASession * use.daysAMonth * months

export interface Price {
  readonly usd: number
  /** What each meter adds to the plan. */
  readonly parts: Bill
  readonly storedUsd: number
}

export function priceOf(bill: Bill, storedBytes: number): Price {
  const parts = mapMeters(meter => (Math.max(0, bill[meter] - METERS[meter].included) / 1e6) * METERS[meter].aMillion)
  const storedUsd = Math.max(0, storedBytes / 1e9 - STORED.includedGb) * STORED.usdAGb
  const usd = Object.values(parts).reduce((sum, part) => sum + part, PLAN_USD + storedUsd)
  return { usd, parts, storedUsd }
}

/** How many workspaces that are worked in on the same day the free plan carries, and what ends first. */
export function measureFree(day: Bill): { readonly workspaces: number; readonly by: Meter } {
  const meters = Object.keys(METERS) as Meter[]
  const held = meters.map(by => ({ workspaces: METERS[by].aDayFree / day[by], by }))
  return held.reduce((a, b) => (a.workspaces <= b.workspaces ? a : b))
}

const mapMeters = (value: (meter: Meter) => number): Bill =>
  Object.fromEntries((Object.keys(METERS) as Meter[]).map(meter => [meter, value(meter)])) as Record<Meter, number>
