import { describe, expect, test } from 'vitest'
import { calendarPeriod } from './calendar-period.ts'
import { measureWindow, type QuotaWindow } from './measure-window.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const at = (iso: string) => Date.parse(iso)
const NOW = at('2026-11-23T12:00:00Z')
const use = (hoursAgo: number, amount: number) => ({ at: NOW - hoursAgo * HOUR, amount })
const rolling: QuotaWindow = { renewal: { kind: 'rolling', lengthMs: 5 * HOUR }, capacity: 100 }

describe('days, weeks and months of a zone', () => {
  test.each([
    ['Europe/Berlin', '2026-03-29T10:00:00Z', 23],
    ['Europe/Berlin', '2026-10-25T10:00:00Z', 25],
    ['America/New_York', '2026-03-08T15:00:00Z', 23],
    ['America/New_York', '2026-11-01T15:00:00Z', 25],
    ['Australia/Sydney', '2026-10-04T05:00:00Z', 23],
    ['Australia/Sydney', '2026-04-05T05:00:00Z', 25],
    ['Asia/Jakarta', '2026-03-29T10:00:00Z', 24],
  ])('a day of %s on %s has %d hours', (zone, now, hours) => {
    const { from, until } = calendarPeriod({ kind: 'daily', zone, atMinute: 0 }, at(now))
    expect((until - from) / HOUR).toBe(hours)
    expect(from <= at(now) && at(now) < until).toBe(true)
  })

  test('an hour that the clock leaves out is the one after it, and one that it shows twice the first', () => {
    const half = { kind: 'daily', zone: 'Europe/Berlin', atMinute: 150 } as const
    expect(new Date(calendarPeriod(half, at('2026-03-29T12:00:00Z')).from).toISOString()).toBe(
      '2026-03-29T01:30:00.000Z',
    )
    expect(new Date(calendarPeriod(half, at('2026-10-25T12:00:00Z')).from).toISOString()).toBe(
      '2026-10-25T00:30:00.000Z',
    )
  })

  test('before its hour, a day is still the one before', () => {
    const pacific = { kind: 'daily', zone: 'America/Los_Angeles', atMinute: 0 } as const
    expect(new Date(calendarPeriod(pacific, at('2026-11-23T07:59:00Z')).from).toISOString()).toBe(
      '2026-11-22T08:00:00.000Z',
    )
    expect(new Date(calendarPeriod(pacific, at('2026-11-23T08:00:00Z')).from).toISOString()).toBe(
      '2026-11-23T08:00:00.000Z',
    )
  })

  test('a week begins on its weekday, at its hour', () => {
    const sunday = { kind: 'weekly', zone: 'UTC', weekday: 7, atMinute: 600 } as const
    const week = calendarPeriod({ ...sunday, zone: 0 }, at('2026-11-22T09:59:00Z'))
    expect(new Date(week.from).toISOString()).toBe('2026-11-15T10:00:00.000Z')
    expect(new Date(week.until).toISOString()).toBe('2026-11-22T10:00:00.000Z')
  })

  test('a month begins on its day, or on the last where it has none such', () => {
    const end = { kind: 'monthly', zone: 0, day: 31, atMinute: 0 } as const
    const { from, until } = calendarPeriod(end, at('2028-02-29T12:00:00Z'))
    expect([new Date(from).toISOString(), new Date(until).toISOString()]).toEqual([
      '2028-02-29T00:00:00.000Z',
      '2028-03-31T00:00:00.000Z',
    ])
  })
})

describe('a window of five hours from the first use', () => {
  test('counts what was used since it opened, and opens anew with the first use after its end', () => {
    expect(measureWindow(rolling, [use(9, 50), use(3, 20), use(1, 5)], [], NOW)).toMatchObject({
      used: 25,
      usable: 75,
      resetsAt: NOW + 2 * HOUR,
      lostAtReset: 75,
      source: 'uses',
    })
  })

  test('is not open, and full, where its last one is over', () => {
    expect(measureWindow(rolling, [use(9, 50)], [], NOW)).toMatchObject({ used: 0, usable: 100, resetsAt: null })
  })

  test('follows the provider where it says another end, and adds what was used after it said so', () => {
    const said = { at: NOW - HOUR, usedPercent: 60, resetsAt: NOW + 3 * HOUR }
    expect(measureWindow(rolling, [use(4, 30), use(0.5, 10)], [said], NOW)).toMatchObject({
      used: 70,
      usable: 30,
      resetsAt: NOW + 3 * HOUR,
      source: 'reading',
      ageMs: HOUR,
    })
  })

  test('is never left exhausted: after an early reset the newest word counts', () => {
    const full = { at: NOW - 2 * HOUR, usedPercent: 100, resetsAt: NOW + HOUR }
    const early = { at: NOW - HOUR, usedPercent: 3, resetsAt: NOW + 4 * HOUR }
    expect(measureWindow(rolling, [], [full, early], NOW)).toMatchObject({ used: 3, resetsAt: NOW + 4 * HOUR })
    expect(measureWindow(rolling, [], [early, full], NOW)).toMatchObject({ used: 3 })
    expect(measureWindow(rolling, [], [full], NOW + 2 * HOUR)).toMatchObject({ used: 0, usable: 100 })
  })
})

test('what slides comes back one use after the other', () => {
  const sliding: QuotaWindow = { renewal: { kind: 'sliding', lengthMs: 30 * DAY }, capacity: 100 }
  const uses = [use(31 * 24, 40), use(29 * 24, 30), use(24, 20)]
  expect(measureWindow(sliding, uses, [], NOW)).toMatchObject({ used: 50, resetsAt: NOW + DAY, lostAtReset: 0 })
})

test('a window that only the provider knows is unknown until it speaks, and full once its end has passed', () => {
  const window: QuotaWindow = { renewal: { kind: 'announced' }, capacity: 200 }
  expect(measureWindow(window, [use(1, 5)], [], NOW)).toMatchObject({ used: null, usable: null })
  const said = { at: NOW - 2 * HOUR, remaining: 50, resetsAt: NOW + HOUR }
  expect(measureWindow(window, [use(1, 5)], [said], NOW)).toMatchObject({ used: 155, usable: 45, lostAtReset: 45 })
  expect(measureWindow(window, [use(1, 5)], [said], NOW + 2 * HOUR)).toMatchObject({ used: 0, usable: 200 })
})

test('of grants the one that expires first is used first, and what has expired is gone', () => {
  const grant = (amount: number, fromHours: number, untilHours: number) => ({
    amount,
    from: NOW + fromHours * HOUR,
    until: NOW + untilHours * HOUR,
  })
  const grants = [grant(100, -48, 48), grant(40, -48, 2), grant(70, -48, -1)]
  const window: QuotaWindow = { renewal: { kind: 'grants', grants }, capacity: null }
  expect(measureWindow(window, [use(3, 80)], [], NOW)).toMatchObject({
    usable: 130,
    resetsAt: NOW + 2 * HOUR,
    lostAtReset: 30,
  })
})

test('a refill puts back so much a day, up to the cap, and what does not fit is lost', () => {
  const calendar = { kind: 'daily', zone: 0, atMinute: 0 } as const
  const window: QuotaWindow = { renewal: { kind: 'refill', amount: 10, calendar }, capacity: 50 }
  expect(measureWindow(window, [use(60, 45)], [], NOW)).toMatchObject({ usable: 25, lostAtReset: 0 })
  expect(measureWindow(window, [use(60, 5)], [], NOW)).toMatchObject({ usable: 50, lostAtReset: 10 })
})

test('nothing limits what is unlimited, and prepaid credits do not come back', () => {
  const unlimited: QuotaWindow = { renewal: { kind: 'unlimited' }, capacity: null }
  expect(measureWindow(unlimited, [use(1, 5)], [], NOW)).toMatchObject({ used: 5, usable: Number.POSITIVE_INFINITY })
  const prepaid: QuotaWindow = { renewal: { kind: 'prepaid' }, capacity: 20, reserve: 5 }
  expect(measureWindow(prepaid, [use(9000, 8)], [], NOW)).toMatchObject({ used: 8, usable: 7, resetsAt: null })
})

test('what cannot be is not counted: negative and endless amounts, what has not happened yet, no capacity at all', () => {
  const odd = [use(1, -50), use(1, Number.NaN), use(1, Number.POSITIVE_INFINITY), use(-1, 30), use(2, 10)]
  const future = { at: NOW + HOUR, usedPercent: 100, resetsAt: NOW + 2 * HOUR }
  expect(measureWindow(rolling, odd, [future], NOW)).toMatchObject({ used: 10, usable: 90 })
  expect(measureWindow({ ...rolling, capacity: 0 }, [use(1, 3)], [], NOW)).toMatchObject({ usable: 0, lostAtReset: 0 })
  expect(measureWindow(rolling, [], [{ at: NOW - 1, usedPercent: -4, resetsAt: NOW + HOUR }], NOW)).toMatchObject({
    used: 0,
  })
})
