import { expect, test } from 'vitest'
import { openCalendar, weekOf } from './calendar.ts'

const at = (text: string) => Date.parse(text)

test("a day is the person's, not that of UTC", () => {
  const jakarta = openCalendar('Asia/Jakarta')
  expect(jakarta.dayOf(at('2026-11-22T16:59:59Z'))).toBe('2026-11-22')
  expect(jakarta.dayOf(at('2026-11-22T17:00:00Z'))).toBe('2026-11-23')
  expect(jakarta.startOf('2026-11-23')).toBe(at('2026-11-22T17:00:00Z'))
})

test('a day begins where the clocks say so, also on the days they are changed', () => {
  const berlin = openCalendar('Europe/Berlin')
  const starts = ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26'].map(day => berlin.startOf(day))
  expect(starts).toEqual(['2026-03-28T23:00Z', '2026-03-29T22:00Z', '2026-10-24T22:00Z', '2026-10-25T23:00Z'].map(at))
})

test('zones off the full hour are known as such', () => {
  expect(openCalendar('Asia/Kolkata').fullHours).toBe(false)
  expect(openCalendar('Asia/Jakarta').fullHours).toBe(true)
  expect(openCalendar('Asia/Kathmandu').dayOf(at('2026-11-22T18:15:00Z'))).toBe('2026-11-23')
})

test("where nothing is said the machine's own days count", () => {
  const now = new Date(2026, 10, 23, 0, 30)
  expect(openCalendar().dayOf(now.getTime())).toBe('2026-11-23')
  expect(openCalendar().startOf('2026-11-23')).toBe(new Date(2026, 10, 23).getTime())
})

test('a name that is no zone is refused in words', () => {
  expect(() => openCalendar('Mars/Olympus')).toThrow('"Mars/Olympus" is no time zone.')
})

test('a week begins on Monday', () => {
  expect(['2026-11-22', '2026-11-23', '2026-11-29', '2027-01-01'].map(weekOf)).toEqual([
    '2026-11-16',
    '2026-11-23',
    '2026-11-23',
    '2026-12-28',
  ])
})
