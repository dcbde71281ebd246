import { expect, test } from 'vitest'
import { spreadUse } from './spread-use.ts'

const HOUR = 3_600_000

test('what a session books at its end was used all along', () => {
  const uses = spreadUse(40, 0, HOUR)
  expect(uses.map(({ at }) => at / HOUR)).toEqual([0.25, 0.5, 0.75, 1])
  expect(uses.reduce((sum, { amount }) => sum + amount, 0)).toBe(40)
})

test('what was left open over days, or has no length, was used when it was booked', () => {
  const wholly = [{ at: 30 * HOUR, amount: 7 }]
  expect([spreadUse(7, 0, 30 * HOUR), spreadUse(7, 30 * HOUR, 30 * HOUR), spreadUse(7, 31 * HOUR, 30 * HOUR)]).toEqual([
    wholly,
    wholly,
    wholly,
  ])
})
