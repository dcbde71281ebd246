import { expect, test } from 'vitest'
import { usesOfReadings } from './uses-of-readings.ts'

const HOUR = 3_600_000
const read = (hour: number, usedPercent: number, resets: number | null) => ({
  at: hour * HOUR,
  usedPercent,
  resetsAt: resets === null ? null : resets * HOUR,
})
const told = (readings: Parameters<typeof usesOfReadings>[0]) =>
  usesOfReadings(readings).map(({ at, amount }) => [at / HOUR, amount])

test('the growth of a share is what was used', () => {
  expect(told([read(1, 10, 5), read(2, 25, 5), read(3, 25, 5)])).toEqual([
    [1, 10],
    [2, 15],
  ])
})

test('an idle session that shows an older share is neither a reset nor a use', () => {
  expect(told([read(1, 40, 5), read(2, 12, 5), read(3, 45, 5)])).toEqual([
    [1, 40],
    [3, 5],
  ])
})

test('the next window counts from nothing, known by its end, by the end that passed, or by the fall', () => {
  expect(told([read(1, 40, 5), read(6, 30, 10)])[1]).toEqual([6, 30])
  expect(told([read(1, 40, 5), read(6, 50, null)])[1]).toEqual([6, 50])
  expect(told([read(1, 40, null), read(6, 8, null)])[1]).toEqual([6, 8])
})
