import { expect, test } from 'vitest'
import { nextReset, SHORT } from './next-reset.ts'
import { measureStanding } from './standing.ts'

const evidence = { balance: 100, capacity: 100, unlimited: false, said: null, inUse: false } as const

test('credits stay within 0 and the capacity, whatever the ledger sums to', () => {
  expect(measureStanding({ ...evidence, balance: -30 }).creditsAvailable).toBe(0)
  expect(measureStanding({ ...evidence, balance: 130 }).creditsAvailable).toBe(100)
})

test('an unlimited account never runs out', () => {
  expect(measureStanding({ ...evidence, balance: -5000, unlimited: true })).toEqual({
    creditsAvailable: 100,
    status: 'available',
  })
})

test('what a person blocked stays blocked; under ten of a hundred is exhausted; in use is active', () => {
  expect(measureStanding({ ...evidence, said: 'blocked', inUse: true }).status).toBe('blocked')
  expect(measureStanding({ ...evidence, balance: 9, inUse: true }).status).toBe('exhausted')
  expect(measureStanding({ ...evidence, balance: 10, inUse: true }).status).toBe('active')
  expect(measureStanding({ ...evidence, said: 'exhausted' }).status).toBe('exhausted')
  expect(measureStanding({ ...evidence, balance: 20 }).status).toBe('available')
})

test('a window starts anew at the next midnight, Monday or first of the month, UTC', () => {
  const sunday = Date.parse('2026-11-22T13:00:00Z')
  const iso = (ms: number | null) => ms && new Date(ms).toISOString()
  expect(iso(nextReset(SHORT.daily, sunday))).toBe('2026-11-23T00:00:00.000Z')
  expect(iso(nextReset(SHORT.weekly, sunday))).toBe('2026-11-23T00:00:00.000Z')
  expect(iso(nextReset(SHORT.weekly, Date.parse('2026-11-23T00:00:00Z')))).toBe('2026-11-30T00:00:00.000Z')
  expect(iso(nextReset(SHORT.monthly, Date.parse('2026-12-31T23:59:59Z')))).toBe('2027-01-01T00:00:00.000Z')
  expect(nextReset(SHORT.never, sunday)).toBeNull()
})
