import { expect, test } from 'vitest'
import { readBy } from './read-by.ts'

const now = new Date(2026, 10, 23, 12, 30)

test.each([
  ['17:00', new Date(2026, 10, 23, 17)],
  ['9:15', new Date(2026, 10, 24, 9, 15)],
  ['12:30', new Date(2026, 10, 24, 12, 30)],
  ['90m', new Date(2026, 10, 23, 14)],
  ['3h', new Date(2026, 10, 23, 15, 30)],
  ['2026-12-01', new Date(2026, 11, 2)],
  ['2026-12-01T17:00', new Date(2026, 11, 1, 17)],
])('by %s is %s', (said, at) => {
  expect(readBy(said, now)).toBe(at.toISOString())
})

test.each(['soon', '25:00', '2026-13-45', '17', ''])('%j is no time', said => {
  expect(() => readBy(said, now)).toThrow('is no time')
})
