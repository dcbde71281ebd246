import { expect, test } from 'vitest'
import { readSince } from './since.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')

test('a span counts back from now, a day begins at midnight', () => {
  expect(readSince('24h', NOW)).toBe('2026-11-22T09:00:00.000Z')
  expect(readSince('7d', NOW)).toBe('2026-11-16T09:00:00.000Z')
  expect(readSince('2w', NOW)).toBe('2026-11-09T09:00:00.000Z')
  expect(readSince('2026-11-01', NOW)).toBe('2026-11-01T00:00:00.000Z')
  expect(readSince('2026-11-01T12:00:00Z', NOW)).toBe('2026-11-01T12:00:00.000Z')
})

test('anything else is refused with what can be said', () => {
  for (const odd of ['yesterday', '7', 'd', '2026-13-45', '-7d', '']) {
    expect(() => readSince(odd, NOW), odd).toThrow(/no time/)
  }
})
