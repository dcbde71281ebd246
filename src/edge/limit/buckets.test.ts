import { expect, test } from 'vitest'
import { openBuckets } from './buckets.ts'

const NOW = 1_800_000_000_000

test('a burst is taken at once, then as many a second as it refills', () => {
  const buckets = openBuckets({ perSecond: 2, burst: 3 })
  expect([0, 0, 0, 0].map(() => buckets.take('a', NOW))).toEqual([null, null, null, 1])
  expect([0, 0, 0].map(() => buckets.take('a', NOW + 1000))).toEqual([null, null, 1])
  expect(buckets.take('b', NOW)).toBeNull()
})

test('who waits is told how long', () => {
  const buckets = openBuckets({ perSecond: 0.1, burst: 1 })
  buckets.take('a', NOW)
  expect(buckets.take('a', NOW)).toBe(10)
  expect(buckets.take('a', NOW + 5000)).toBe(5)
  expect(buckets.take('a', NOW + 10_000)).toBeNull()
})

test('a clock that was set back keeps nobody out for longer, nor lets anybody in', () => {
  const buckets = openBuckets({ perSecond: 1, burst: 1 })
  buckets.take('a', NOW)
  expect(buckets.take('a', NOW - 3_600_000)).toBe(1)
  expect(buckets.take('a', NOW - 3_600_000 + 1000)).toBeNull()
})

test('many keys fill no memory: the one that nobody asked for the longest is forgotten', () => {
  const buckets = openBuckets({ perSecond: 0.001, burst: 1 }, 3)
  for (const key of ['a', 'b', 'c']) buckets.take(key, NOW)
  expect(buckets.take('a', NOW)).not.toBeNull()
  buckets.take('d', NOW)
  expect(buckets.take('b', NOW)).toBeNull()
  expect(buckets.take('a', NOW)).not.toBeNull()
})
