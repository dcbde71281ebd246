import { expect, test } from 'vitest'
import { type Forecast, forecastWindow } from './forecast-window.ts'
import type { Use } from './history.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MONDAY = Date.parse('2026-11-23T00:00:00Z')

/** Weekdays from nine to twelve, 10 an hour, for so many weeks before the Monday and on it and after. */
function mornings(weeks: number): Use[] {
  const uses: Use[] = []
  for (let day = -7 * weeks; day < 7; day++) {
    if ((day + 700) % 7 > 4) continue
    for (let minute = 0; minute < 180; minute += 15)
      uses.push({ at: MONDAY + day * DAY + 9 * HOUR + minute * 60_000, amount: 2.5 })
  }
  return uses
}

const uses = mornings(6)
const at = (hour: number, left: number, more: object = {}): Forecast =>
  forecastWindow({ uses, left, resetsAt: MONDAY + DAY, now: MONDAY + hour * HOUR, ...more })
function known(forecast: Forecast) {
  if (forecast.kind === 'unknown') throw new Error(forecast.because.join())
  return forecast
}

test('who works every morning runs out in the morning, and not while asleep', () => {
  const { runsOut, probability, leftAtReset } = known(at(6, 15))
  expect(probability).toBeGreaterThan(0.6)
  for (const time of [runsOut.earliest, runsOut.likely]) {
    expect(time).toBeGreaterThanOrEqual(MONDAY + 8 * HOUR)
    expect(time).toBeLessThanOrEqual(MONDAY + 13 * HOUR)
  }
  expect(leftAtReset.likely).toBe(0)
})

test('when the work of the day is done, what is left stays, however fast the morning was', () => {
  const { runsOut, probability, leftAtReset } = known(at(12.5, 5))
  expect(runsOut.likely).toBeNull()
  expect(probability).toBeLessThan(0.2)
  expect(leftAtReset.likely).toBe(5)
})

test('a weekend is told from a workday', () => {
  const workday = known(
    forecastWindow({ uses, left: 15, resetsAt: MONDAY + 4 * DAY, now: MONDAY + 3 * DAY + 8 * HOUR }),
  ).probability
  const saturday = MONDAY + 5 * DAY + 8 * HOUR
  const weekend = known(forecastWindow({ uses, left: 15, resetsAt: saturday + 16 * HOUR, now: saturday })).probability
  expect(weekend).toBeLessThan(0.7 * workday)
})

test('the range goes from earliest to latest, from least to most', () => {
  const { runsOut, used, leftAtReset } = known(
    forecastWindow({ uses, left: 60, resetsAt: MONDAY + 7 * DAY, now: MONDAY }),
  )
  expect(runsOut.earliest).toBeLessThanOrEqual(runsOut.likely ?? Number.POSITIVE_INFINITY)
  expect(runsOut.likely ?? 0).toBeLessThanOrEqual(runsOut.latest ?? Number.POSITIVE_INFINITY)
  expect(used.low <= used.likely && used.likely <= used.high).toBe(true)
  expect(leftAtReset.low <= leftAtReset.likely && leftAtReset.likely <= leftAtReset.high).toBe(true)
})

test('too little history is unknown, and says how much would be enough', () => {
  expect(at(8, 15, { uses: [] })).toMatchObject({
    kind: 'unknown',
    because: [expect.stringContaining('4 within 5 would be enough')],
  })
  const lastDays = uses.filter(use => use.at > MONDAY - 9 * DAY)
  expect(at(8, 15, { uses: lastDays }).kind).toBe('range')
  const week = { uses: lastDays, resetsAt: MONDAY + 7 * DAY }
  expect(at(8, 15, week)).toMatchObject({ kind: 'unknown', because: [expect.stringContaining('within 14 would')] })
})

test('of an account without a past its project tells', () => {
  const told = known(at(6, 15, { uses: [], projectUses: uses }))
  expect(told.probability).toBeGreaterThan(0.6)
  expect(told.because[0]).toContain('of the project')
})

test('a project lends its habits, the account the size of its days', () => {
  const lately = uses.filter(use => use.at > MONDAY - 9 * DAY)
  const many = uses.map(use => ({ ...use, amount: use.amount * 100 }))
  const { used, because } = known(at(6, 1000, { uses: lately, projectUses: many }))
  expect(because[0]).toMatch(/of the account and .* of the project/)
  const day = 30
  expect(used.high).toBeLessThan(2 * day)
})

test('what has not happened yet changes nothing, nor do amounts that are none', () => {
  const past = uses.filter(use => use.at <= MONDAY + 8 * HOUR)
  const odd = [Number.NaN, -50, Number.POSITIVE_INFINITY, 0].map(amount => ({ at: MONDAY - 3 * DAY, amount }))
  expect(at(8, 15, { uses: [...odd, ...past] })).toEqual(at(8, 15))
})

test('the same question has the same answer, in whichever order the uses are told', () => {
  expect(at(10, 15, { uses: uses.toReversed() })).toEqual(at(10, 15))
})

test('where nothing is left it has run out now', () => {
  for (const left of [0, -20]) {
    const now = MONDAY + 10 * HOUR
    expect(at(10, left)).toMatchObject({ probability: 1, runsOut: { earliest: now, likely: now, latest: now } })
  }
})

test('what does not come back is looked at four weeks ahead', () => {
  const { until, runsOut } = known(at(6, 300, { resetsAt: null }))
  expect(until).toBe(MONDAY + 6 * HOUR + 28 * DAY)
  expect(runsOut.likely).toBeGreaterThan(MONDAY + 7 * DAY)
})

test('nothing is said of what is not known, not limited, or over', () => {
  for (const said of [at(8, Number.POSITIVE_INFINITY), at(8, 5, { left: null }), at(8, 5, { resetsAt: MONDAY })])
    expect(said.kind).toBe('unknown')
})
