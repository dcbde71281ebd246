import { expect, test } from 'vitest'
import { type Failures, foldFailure, measureWait } from './lock-out.ts'

const NOW = 1_800_000_000_000
const after = (failures: number): Failures => ({ failures, lastAtMs: NOW })

test('a few tries are free, then each costs twice the one before, an hour at most', () => {
  const waits = [4, 5, 6, 7, 10, 11, 12, 500].map(failures => measureWait(after(failures), 5, NOW) / 60_000)
  expect(waits).toEqual([0, 1, 2, 4, 32, 60, 60, 60])
})

test('the wait ends by itself, and a day of quiet is a new start', () => {
  expect(measureWait(after(5), 5, NOW + 59_999)).toBe(1)
  expect(measureWait(after(5), 5, NOW + 60_000)).toBe(0)
  expect(foldFailure(after(9), NOW + 1000)).toEqual({ failures: 10, lastAtMs: NOW + 1000 })
  expect(foldFailure(after(9), NOW + 86_400_001).failures).toBe(1)
})

test('a clock that was set back an hour locks nobody out for longer than the wait', () => {
  expect(measureWait(after(5), 5, NOW - 3_600_000)).toBe(60_000)
})
