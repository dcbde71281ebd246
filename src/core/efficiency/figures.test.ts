import { expect, test } from 'vitest'
import { meanOf, medianOf, totalOf } from './figures.ts'

test.each([totalOf, meanOf, medianOf])('what is known of no session is null, not 0: $name', measure => {
  expect(measure([])).toEqual({ value: null, sessions: 0 })
  expect(measure([null, null])).toEqual({ value: null, sessions: 0 })
})

test('sessions of which nothing is known neither count nor pull a figure down', () => {
  const credits = [80, null, 90, null, 40]
  expect(totalOf(credits)).toEqual({ value: 210, sessions: 3 })
  expect(meanOf(credits)).toEqual({ value: 70, sessions: 3 })
  expect(medianOf(credits)).toEqual({ value: 80, sessions: 3 })
})

test('a zero that was measured is a zero', () => {
  expect(meanOf([0, null])).toEqual({ value: 0, sessions: 1 })
})

test('the median of an even number lies between the middle two, and sums carry no noise', () => {
  expect(medianOf([9, 1, 2, 4])).toEqual({ value: 3, sessions: 4 })
  expect(totalOf([0.1, 0.2])).toEqual({ value: 0.3, sessions: 2 })
})
