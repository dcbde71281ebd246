import { describe, expect, test } from 'vitest'
import type { NoActivity, Threshold, Verdict, Was, Waste } from './condition.ts'
import { judgeForecast, judgeReturned, judgeThreshold, judgeWaste, type WindowFacts } from './judge-quota.ts'
import { judgeActivity, judgeWaiting } from './judge-time.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** As it is remembered for the next time. */
const remember = ({ holds, armed = false, until = null }: Verdict, was: Was | null = null): Was | null =>
  holds === null ? was : holds || armed ? { holds, armed, until } : null

const held = (until: number | null = null): Was => ({ holds: true, armed: false, until })

describe('a threshold', () => {
  const window = (used: number, more: Partial<WindowFacts> = {}): WindowFacts => ({
    capacity: 100,
    used,
    usable: 100 - used,
    usedRatio: used / 100,
    resetsAt: NOW + HOUR,
    isWhole: true,
    ...more,
  })
  const used: Threshold = { kind: 'threshold', of: 'used', per: 'share', at: 0.9 }
  const left: Threshold = { kind: 'threshold', of: 'left', per: 'amount', at: 20, margin: 10 }

  test('holds from its figure on, and is over only behind its margin', () => {
    expect(judgeThreshold(used, window(89), null, NOW).holds).toBe(false)
    expect(judgeThreshold(used, window(90), null, NOW).holds).toBe(true)
    expect(judgeThreshold(used, window(86), held(), NOW).holds).toBe(true)
    expect(judgeThreshold(used, window(84), held(), NOW).holds).toBe(false)
    expect(judgeThreshold(left, window(79), null, NOW).holds).toBe(false)
    expect(judgeThreshold(left, window(80), null, NOW).holds).toBe(true)
    expect(judgeThreshold(left, window(70), held(), NOW).holds).toBe(true)
    expect(judgeThreshold(left, window(69), held(), NOW).holds).toBe(false)
  })

  test('that nothing is known of stays as it was until its window is over', () => {
    const unknown = window(0, { used: null, usable: null, usedRatio: null })
    expect(judgeThreshold(used, unknown, held(NOW + 1), NOW).holds).toBeNull()
    expect(judgeThreshold(used, unknown, held(NOW), NOW).holds).toBe(false)
    expect(judgeThreshold(used, unknown, null, NOW).holds).toBe(false)
  })

  test('is crossed anew in the next window, without the margin of the one before', () => {
    expect(judgeThreshold(used, window(86), held(NOW + 1), NOW).holds).toBe(true)
    expect(judgeThreshold(used, window(86), held(NOW), NOW).holds).toBe(false)
    expect(judgeThreshold(used, window(95), held(NOW), NOW)).toMatchObject({ holds: true, until: NOW + HOUR })
  })

  test('of a window that gives back bit by bit knows no next window', () => {
    expect(judgeThreshold(used, window(95, { isWhole: false }), null, NOW).until).toBeNull()
  })

  test('is never reached where nothing limits', () => {
    const endless = window(5000, { usable: Number.POSITIVE_INFINITY, usedRatio: null, capacity: null })
    expect(judgeThreshold(used, endless, null, NOW).holds).toBe(false)
    expect(judgeThreshold(left, endless, null, NOW).holds).toBe(false)
  })

  test('of a window without capacity is not known, not crossed', () => {
    const condition: Threshold = { kind: 'threshold', of: 'left', per: 'share', at: 0.1 }
    expect(judgeThreshold(condition, window(0, { capacity: 0, usable: 0 }), null, NOW).holds).toBe(false)
  })
})

describe('a forecast', () => {
  const condition = { kind: 'forecast', probability: 0.8 } as const
  const facts = (probability: number | null) => ({ probability, resetsAt: NOW + HOUR })

  test('holds from its probability on, wavers without being over, and is unknown where nothing is known', () => {
    expect(judgeForecast(condition, facts(0.79), null, NOW).holds).toBe(false)
    expect(judgeForecast(condition, facts(0.8), null, NOW).holds).toBe(true)
    expect(judgeForecast(condition, facts(0.7), held(NOW + HOUR), NOW).holds).toBe(true)
    expect(judgeForecast(condition, facts(0.6), held(NOW + HOUR), NOW).holds).toBe(false)
    expect(judgeForecast(condition, facts(null), held(NOW + HOUR), NOW).holds).toBeNull()
    expect(judgeForecast(condition, facts(null), held(NOW), NOW).holds).toBe(false)
  })
})

describe('waste', () => {
  const condition: Waste = { kind: 'waste', per: 'share', at: 0.5, minutes: 120 }
  const facts = (lost: number, losesAt: number | null = NOW + 2 * HOUR) => ({ capacity: 100, lost, losesAt })

  test('is told when the reset is near enough, and looked at exactly then', () => {
    expect(judgeWaste(condition, facts(80, NOW + 2 * HOUR + 1), null, NOW)).toEqual({ holds: false, lookAt: NOW + 1 })
    expect(judgeWaste(condition, facts(80), null, NOW)).toMatchObject({ holds: true, until: NOW + 2 * HOUR })
    expect(judgeWaste(condition, facts(49), null, NOW)).toEqual({ holds: false, lookAt: null })
    expect(judgeWaste(condition, facts(80, null), null, NOW).holds).toBe(false)
  })

  test('is over when it is used, and after the reset; the next reset is another one', () => {
    expect(judgeWaste(condition, facts(46), held(NOW + 2 * HOUR), NOW).holds).toBe(true)
    expect(judgeWaste(condition, facts(44), held(NOW + 2 * HOUR), NOW).holds).toBe(false)
    expect(judgeWaste(condition, facts(100, NOW + DAY), held(NOW), NOW)).toEqual({
      holds: false,
      lookAt: NOW + DAY - 2 * HOUR,
    })
  })

  test('is not told twice when the clock is set back', () => {
    expect(judgeWaste(condition, facts(80), held(NOW + 2 * HOUR), NOW - 5 * HOUR).holds).toBe(true)
  })
})

describe('a return', () => {
  const condition = { kind: 'returned', at: 0.5 } as const
  const judge = (isExhausted: boolean, leftRatio: number, was: Was | null, now = NOW) =>
    judgeReturned(condition, { isExhausted, leftRatio }, was, now)

  test('is only of what was used up, and of enough of it', () => {
    expect(judge(false, 1, null).holds).toBe(false)
    const used = remember(judge(true, 0, null))
    expect(used).toMatchObject({ holds: false, armed: true })
    const little = remember(judge(false, 0.2, used))
    expect(little).toMatchObject({ holds: false, armed: true })
    expect(judge(false, 0.5, little).holds).toBe(true)
  })

  test('is news for a day, or until it is used up again', () => {
    const back = remember(judge(false, 1, remember(judge(true, 0, null))))
    expect(judge(false, 0.2, back, NOW + DAY - 1).holds).toBe(true)
    expect(judge(false, 1, back, NOW + DAY)).toEqual({ holds: false, lookAt: null })
    expect(judge(true, 0, back, NOW + HOUR)).toMatchObject({ holds: false, armed: true })
  })
})

describe('a handoff that waits', () => {
  const condition = { kind: 'handoff_waiting', minutes: 10 } as const

  test('is told after its time, exactly then, once, whatever the clock does', () => {
    expect(judgeWaiting(condition, NOW - 9 * MINUTE, null, NOW)).toEqual({ holds: false, lookAt: NOW + MINUTE })
    expect(judgeWaiting(condition, NOW - 10 * MINUTE, null, NOW).holds).toBe(true)
    expect(judgeWaiting(condition, NOW - 10 * MINUTE, held(), NOW - HOUR).holds).toBe(true)
    expect(judgeWaiting(condition, null, held(), NOW).holds).toBe(false)
  })
})

describe('no activity', () => {
  const silent: NoActivity = { kind: 'no_activity', after: { minutes: 30 } }
  const facts = (lastAt: number | null, watchedFrom = NOW - 10 * DAY) => ({ lastAt, watchedFrom })

  test('for a while is told when the while is over, counted from the last thing that happened', () => {
    expect(judgeActivity(silent, facts(NOW - 29 * MINUTE), null, NOW)).toEqual({ holds: false, lookAt: NOW + MINUTE })
    expect(judgeActivity(silent, facts(NOW - 30 * MINUTE), null, NOW).holds).toBe(true)
    expect(judgeActivity(silent, facts(null, NOW - MINUTE), null, NOW).holds).toBe(false)
    const told = remember(judgeActivity(silent, facts(NOW - 30 * MINUTE), null, NOW))
    expect(judgeActivity(silent, facts(NOW - 30 * MINUTE), told, NOW - HOUR).holds).toBe(true)
    expect(judgeActivity(silent, facts(NOW - MINUTE), told, NOW).holds).toBe(false)
  })

  const byTen = (zone: string, days?: number[]): NoActivity => ({
    kind: 'no_activity',
    after: { by: '10:00', zone, ...(days && { days }) },
  })
  const at = (text: string) => Date.parse(text)

  test.each([
    ['Asia/Jakarta', '2026-11-23T03:00:00Z'],
    ['America/New_York', '2026-11-23T15:00:00Z'],
    ['Europe/Berlin', '2026-11-23T09:00:00Z'],
  ])('by ten o’clock in %s is told at ten there', (zone, ten) => {
    const yesterday = at('2026-11-22T12:00:00Z')
    const before = judgeActivity(byTen(zone), facts(yesterday), null, at(ten) - 1)
    expect(before).toEqual({ holds: false, lookAt: at(ten) })
    expect(judgeActivity(byTen(zone), facts(yesterday), null, at(ten)).holds).toBe(true)
  })

  test('by a time of day is right on the days when summer time begins and ends', () => {
    const zone = 'Europe/Berlin'
    const due = (day: string) => judgeActivity(byTen(zone), facts(null, 0), null, at(`${day}T02:30:00Z`)).lookAt
    expect(due('2026-03-28')).toBe(at('2026-03-28T09:00:00Z'))
    expect(due('2026-03-29')).toBe(at('2026-03-29T08:00:00Z'))
    expect(due('2026-10-24')).toBe(at('2026-10-24T08:00:00Z'))
    expect(due('2026-10-25')).toBe(at('2026-10-25T09:00:00Z'))
  })

  test('is over at the first activity, and with the day; the next day is another one', () => {
    const condition = byTen('UTC')
    const ten = at('2026-11-23T10:00:00Z')
    const told = remember(judgeActivity(condition, facts(ten - DAY), null, ten))
    expect(told).toMatchObject({ holds: true, until: at('2026-11-24T00:00:00Z') })
    expect(judgeActivity(condition, facts(ten - DAY), told, ten - 2 * HOUR).holds).toBe(true)
    expect(judgeActivity(condition, facts(ten + HOUR), told, ten + HOUR)).toEqual({ holds: false, lookAt: ten + DAY })
    expect(judgeActivity(condition, facts(ten - DAY), told, at('2026-11-24T00:00:00Z')).holds).toBe(false)
  })

  test('on days that do not count nobody is waited for', () => {
    const saturday = at('2026-11-28T12:00:00Z')
    expect(judgeActivity(byTen('UTC', [1, 2, 3, 4, 5]), facts(null, 0), null, saturday)).toEqual({
      holds: false,
      lookAt: at('2026-11-30T10:00:00Z'),
    })
  })

  test('a policy made at noon does not complain of the morning', () => {
    const noon = at('2026-11-23T12:00:00Z')
    expect(judgeActivity(byTen('UTC'), facts(null, noon - 1), null, noon).holds).toBe(false)
  })
})
