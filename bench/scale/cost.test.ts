import { expect, test } from 'vitest'
import { SOLO, TIMES } from './assumptions.ts'
import {
  measureDay,
  measureFree,
  measureMonth,
  measureStored,
  type Operation,
  type Operations,
  priceOf,
} from './cost.ts'
import { METERS, type Meter, PLAN_USD } from './prices.ts'

const of = (requests: number, alarms: number, rowsRead: number, rowsWritten: number): Operation => ({
  requests,
  alarms,
  rowsRead,
  rowsWritten,
})
const OPERATIONS: Operations = {
  dashboard: of(10, 0, 1000, 0),
  batch: of(1, 1, 100, 30),
  session: of(50, 50, 5000, 1500),
  rotation: of(1, 0, 500, 100),
  openDay: of(0, 240, 2400, 480),
  idleDay: of(0, 24, 240, 48),
  waking: of(0, 0, 100, 5),
  making: of(1, 0, 100, 500),
  turnBytes: 2000,
  admission: { queries: 1, rowsRead: 4, rowsWritten: 0.5 },
}
const WORK = { ...SOLO, watchedShare: 0, openShare: 0.5 }

test('a day is the sum of its work: what is opened, recorded, handed over, and what happens by itself', () => {
  const day = measureDay(OPERATIONS, WORK, TIMES)
  const batches = 300
  expect(day.workerRequests).toBe(10 * 5 + batches + 2)
  expect(day.objectRequests).toBe(day.workerRequests + batches + 132)
  expect(day.rowsRead).toBe(5000 + 100 * batches + 1000 + 1320 + 40 * 100)
  expect(day.rowsWritten).toBe(30 * batches + 200 + 264 + 40 * 5)
  expect(day.d1RowsRead).toBe(4 * day.workerRequests)
  expect(day.gigabyteSeconds).toBeCloseTo(0.128 * (0.5 + (batches + 2 + batches + 132) * 0.05))
})

test('a dashboard that is watched asks anew with what is recorded', () => {
  const asked = measureDay(OPERATIONS, { ...SOLO, watchedShare: 1, askedAnewABatch: 2 }, TIMES)
  expect(asked.workerRequests).toBe(10 * 5 + 300 + 2 + 600)
})

test('work grows with workspaces in proportion, and a day that nobody works costs what happens by itself', () => {
  const one = measureMonth(OPERATIONS, WORK, TIMES, 1)
  const many = measureMonth(OPERATIONS, WORK, TIMES, 1000)
  for (const meter of Object.keys(METERS) as Meter[]) expect(many[meter]).toBeCloseTo(1000 * one[meter], 3)
  const day = measureDay(OPERATIONS, WORK, TIMES)
  expect(one.rowsWritten).toBe(22 * day.rowsWritten + 8 * 48)
})

test('what the plan includes costs the plan; only what is beyond it is paid, each by its own price', () => {
  const none = measureMonth(OPERATIONS, WORK, TIMES, 0)
  expect(priceOf(none, 5e9).usd).toBe(PLAN_USD)
  const rows = { ...none, rowsWritten: 51_000_000 }
  expect(priceOf(rows, 0)).toMatchObject({ usd: PLAN_USD + 1, parts: { rowsWritten: 1, rowsRead: 0 } })
  expect(priceOf(none, 15e9).usd).toBe(PLAN_USD + 2)
})

test('the free plan ends with the meter that is used up first', () => {
  const day = { ...measureDay(OPERATIONS, WORK, TIMES), rowsWritten: 25_000 }
  expect(measureFree(day)).toEqual({ workspaces: 4, by: 'rowsWritten' })
})

test('what is stored grows with the turns', () => {
  expect(measureStored(OPERATIONS, WORK, 12)).toBe(2000 * 600 * 22 * 12)
})
