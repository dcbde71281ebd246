import { describe, expect, test } from 'vitest'
import { confidenceOf, type MeasuredWindow, measureLeft, measureLoss, usedRatioOf } from './account-windows.ts'
import { PRESETS } from './presets.ts'
import { isLimit, looksBackTo } from './window.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const window = (more: Partial<MeasuredWindow>): MeasuredWindow => ({
  name: 'weekly',
  unit: 'credits',
  scope: 'account',
  scopeOf: null,
  sharedPool: null,
  renewal: { kind: 'announced' },
  capacity: 100,
  reserve: 0,
  main: false,
  used: 0,
  usedRatio: 0,
  usable: 100,
  resetsAt: null,
  lostAtReset: 0,
  source: 'uses',
  ageMs: null,
  ...more,
})
const scale = { capacity: 200, unit: 'credits' } as const

describe('what the windows of an account leave', () => {
  test('is the least: as it is in the same unit, by its share in another', () => {
    const windows = [window({ usable: 150 }), window({ name: 'budget', unit: 'usd', capacity: 20, usable: 5 })]
    expect(measureLeft(windows, scale)).toMatchObject({ credits: 50, tightest: { name: 'budget' } })
  })

  test('is not touched by a model’s window, a rate, an unlimited one, or one of which nothing is known', () => {
    const none = [
      window({ scope: 'model', usable: 0 }),
      window({ renewal: { kind: 'sliding', lengthMs: 60_000 }, usable: 0 }),
      window({ renewal: { kind: 'unlimited' }, usable: Number.POSITIVE_INFINITY }),
      window({ usable: null }),
      window({ unit: 'usd', capacity: null, usable: 3 }),
    ]
    expect(measureLeft(none, scale)).toEqual({ credits: Number.POSITIVE_INFINITY, tightest: null })
  })

  test('is nothing where a capacity is 0', () => {
    expect(measureLeft([window({ unit: 'usd', capacity: 0, usable: 0 })], scale).credits).toBe(0)
    expect([usedRatioOf({ used: 0 }, 0), usedRatioOf({ used: 30 }, 100), usedRatioOf({ used: null }, 100)]).toEqual([
      1,
      0.3,
      null,
    ])
  })
})

describe('what is lost first', () => {
  test('is what the first window to reset loses, never more than could still be used', () => {
    const windows = [
      window({ resetsAt: 2 * DAY, lostAtReset: 90 }),
      window({ name: 'daily', resetsAt: DAY, lostAtReset: 60 }),
    ]
    expect(measureLoss(windows, scale, 200)).toEqual({ credits: 60, at: DAY })
    expect(measureLoss(windows, scale, 25)).toEqual({ credits: 25, at: DAY })
  })

  test('is nothing where nothing is left, or nothing resets', () => {
    expect(measureLoss([window({ resetsAt: DAY, lostAtReset: 0 })], scale, 50)).toBeNull()
    expect(measureLoss([window({ resetsAt: null, lostAtReset: 50 })], scale, 50)).toBeNull()
    expect(measureLoss([window({ resetsAt: DAY, lostAtReset: 50 })], scale, 0)).toBeNull()
  })
})

test('a figure is trusted as far as it is known: said lately, reckoned, assumed', () => {
  expect(confidenceOf({ source: 'reading', ageMs: HOUR })).toBe('high')
  expect(confidenceOf({ source: 'reading', ageMs: HOUR + 1 })).toBe('medium')
  expect(confidenceOf({ source: 'uses', ageMs: null })).toBe('medium')
  expect(confidenceOf({ source: 'none', ageMs: null })).toBe('low')
})

test('a window looks back as far as its uses may matter', () => {
  const now = 100 * DAY
  expect(looksBackTo({ kind: 'sliding', lengthMs: HOUR }, now, 0)).toBe(now - HOUR)
  expect(looksBackTo({ kind: 'prepaid' }, now, 3 * DAY)).toBe(3 * DAY)
  expect(looksBackTo({ kind: 'monthly', zone: 0, atMinute: 0, day: 1 }, now, 0)).toBeLessThanOrEqual(now - 31 * DAY)
  const grants = [{ amount: 5, from: 9 * DAY, until: 200 * DAY }]
  expect(looksBackTo({ kind: 'grants', grants }, now, 0)).toBe(9 * DAY)
})

describe('presets', () => {
  test('are dated, say where they come from, and have a main window that limits the whole account', () => {
    expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length)
    for (const { id, dated, source, windows } of PRESETS) {
      expect([id, /^\d{4}-\d{2}-\d{2}$/.test(dated), source.length > 10]).toEqual([id, true, true])
      const [main] = windows
      expect([id, main && isLimit(main), main?.capacity !== null, main?.sharedPool]).toEqual([id, true, true, null])
      expect(new Set(windows.map(({ name }) => name)).size).toBe(windows.length)
    }
  })
})
