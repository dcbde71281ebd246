import { expect, test } from 'vitest'
import { findTightest, holdsUntil, isCurrent, type WindowReading } from './tightest-window.ts'
import { windowMsMax, windowOfMinutes } from './windows.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-25T12:00:00Z')
const reading = (window: string, usedPercent: number | null, more: Partial<WindowReading> = {}): WindowReading => ({
  window,
  usedPercent,
  resetsAt: NOW + HOUR,
  at: NOW - HOUR,
  ...more,
})

test('windows have their names by length, as tools round it', () => {
  expect([299, 300, 10_079, 1440, 43_200, 44_640, 1, 180, 20_160, 90].map(windowOfMinutes)).toEqual([
    ...['5h', '5h', 'weekly', 'daily', 'monthly', 'monthly', 'minute', '3h', '14d', '90min'],
  ])
  expect(['5h', 'weekly-opus', '3h', '14d', 'credits'].map(windowMsMax)).toEqual([
    ...[5 * HOUR, 7 * 24 * HOUR, 3 * HOUR, 14 * 24 * HOUR, null],
  ])
})

test('the window with the least left decides, and of two the one that lasts longer', () => {
  const week = reading('weekly', 80, { resetsAt: NOW + 50 * HOUR })
  expect(findTightest([reading('5h', 37), week], NOW)).toEqual({
    reading: week,
    leftRatio: expect.closeTo(0.2),
    until: NOW + 50 * HOUR,
  })
  expect(findTightest([reading('5h', 80), week], NOW)?.reading).toBe(week)
})

test('a window that has reset is never counted', () => {
  const gone = reading('5h', 100, { resetsAt: NOW })
  expect(isCurrent(gone, NOW)).toBe(false)
  expect(findTightest([gone], NOW)).toBeNull()
  expect(findTightest([gone, reading('weekly', 10)], NOW)?.leftRatio).toBeCloseTo(0.9)
})

test('without a reset a reading holds as long as its window can last, and not at all where nobody knows that', () => {
  expect(holdsUntil(reading('5h', 10, { resetsAt: null }))).toBe(NOW + 4 * HOUR)
  expect(holdsUntil(reading('unknown', 100, { resetsAt: null }))).toBeNull()
  expect(findTightest([reading('unknown', 100, { resetsAt: null })], NOW)).toBeNull()
})

test('a model’s own window and a minute’s do not stop the account; an absent figure is not zero', () => {
  const none = [reading('weekly-opus', 100), reading('minute', 100), reading('credits', null), reading('5h', null)]
  expect(findTightest(none, NOW)).toBeNull()
})

test('a limit that nobody named counts until anything newer was read', () => {
  const hit = reading('unknown', 100)
  expect(findTightest([hit, reading('5h', 60, { at: hit.at - 1 })], NOW)?.leftRatio).toBe(0)
  expect(findTightest([hit, reading('5h', 60, { at: hit.at + 1 })], NOW)?.leftRatio).toBeCloseTo(0.4)
})
