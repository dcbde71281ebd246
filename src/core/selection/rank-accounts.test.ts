import { describe, expect, test } from 'vitest'
import type { Candidate, Wish } from './candidate.ts'
import { measureNeed } from './measure-need.ts'
import { rankAccounts } from './rank-accounts.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const HOUR_MS = 3_600_000

let ids = 0
const account = (account_name: string, more: Partial<Candidate> = {}): Candidate => ({
  id: ++ids,
  account_name,
  platform: 'genspark',
  specialization: null,
  creditsAvailable: 100,
  status: 'available',
  recentSessions: 0,
  lastUsedAt: null,
  lostAtReset: 0,
  losesAt: null,
  sticky: false,
  ...more,
})
const losing = (account_name: string, credits: number, hours: number, more: Partial<Candidate> = {}) =>
  account(account_name, { lostAtReset: credits, losesAt: NOW + hours * HOUR_MS, creditsAvailable: credits, ...more })

const wish = (more: Partial<Wish> = {}): Wish => ({ minCredits: 50, strategy: 'most-credits', now: NOW, ...more })
const rank = (candidates: readonly Candidate[], more: Partial<Wish> = {}) => rankAccounts(candidates, wish(more), 10)
const names = (candidates: readonly Candidate[], more: Partial<Wish> = {}) =>
  rank(candidates, more).map(({ candidate }) => candidate.account_name)

describe('most-credits', () => {
  test('match, then credits, then recent usage, then available before active, then last used', () => {
    const inOrder = [
      account('match', { specialization: 'React', creditsAvailable: 60 }),
      account('most'),
      account('least used', { creditsAvailable: 90 }),
      account('available', { creditsAvailable: 90, recentSessions: 1 }),
      account('longest unused', { creditsAvailable: 90, recentSessions: 1, status: 'active', lastUsedAt: NOW - 2 }),
      account('just used', { creditsAvailable: 90, recentSessions: 1, status: 'active', lastUsedAt: NOW - 1 }),
      account('for something else', { specialization: 'Backend' }),
    ]
    const expected = inOrder.map(({ account_name }) => account_name)
    expect(names(inOrder.toReversed(), { specialization: 'frontend' })).toEqual(expected)
  })

  test('all of the skills asked for come before a part of them', () => {
    const both = account('both', { specialization: 'Full Stack', creditsAvailable: 60 })
    expect(names([account('one', { specialization: 'UI' }), both], { specialization: 'UI, API' })).toEqual([
      'both',
      'one',
    ])
  })

  test('an account that worked last in the project is no exception to the specified order', () => {
    const sticky = account('sticky', { sticky: true, lastUsedAt: NOW - 1, recentSessions: 1 })
    expect(names([sticky, account('fresh')])[0]).toBe('fresh')
  })
})

test('too few credits are no candidate, and no candidate is no answer', () => {
  expect(rank([account('low', { creditsAvailable: 49 })])).toEqual([])
  expect(rank([])).toEqual([])
})

describe('expiring-first', () => {
  const strategy = 'expiring-first'

  test('what is lost first is used first, more before less, what keeps last', () => {
    const pool = [account('keeps'), losing('later', 100, 20), losing('less', 60, 2), losing('soon', 80, 2)]
    expect(names(pool, { strategy })).toEqual(['soon', 'less', 'later', 'keeps'])
  })

  test('a reset at which nothing is lost is no hurry', () => {
    const refilled = account('full again', { losesAt: NOW + HOUR_MS, lostAtReset: 0 })
    expect(names([refilled, losing('loses', 60, 48)], { strategy })[0]).toBe('loses')
  })

  test('among equals the one that worked last in the project', () => {
    const pool = [losing('cold', 80, 2), losing('warm', 80, 2, { sticky: true, recentSessions: 3 })]
    expect(names(pool, { strategy })[0]).toBe('warm')
  })
})

describe('balanced', () => {
  const strategy = 'balanced'
  const need = { typical: 40, high: 90, sessions: 20 }

  test('what would be lost is used before what keeps', () => {
    expect(names([account('keeps'), losing('loses', 100, 6)], { strategy, need })[0]).toBe('loses')
  })

  test('a session that fits whole is worth more than a loss far ahead', () => {
    const pool = [losing('cut off', 20, 100), account('fits', { losesAt: NOW + 110 * HOUR_MS, lostAtReset: 100 })]
    expect(names(pool, { strategy, need, minCredits: 10 })[0]).toBe('fits')
  })

  test('much that is lost needs an earlier begin than little', () => {
    const pool = [losing('little', 60, 20), losing('much', 500, 26)]
    expect(names(pool, { strategy, need })[0]).toBe('much')
  })

  test('where sessions of the type fail, others come first; one failure alone says little', () => {
    const fails = losing('fails', 100, 6, { learned: { sessions: 20, finished: 4 } })
    const failedOnce = losing('failed once', 100, 6, { learned: { sessions: 1, finished: 0 } })
    const works = losing('works', 100, 7, { learned: { sessions: 20, finished: 20 } })
    expect(names([fails, works], { strategy, need })[0]).toBe('works')
    expect(names([failedOnce, losing('keeps long', 100, 200)], { strategy, need })[0]).toBe('failed once')
  })

  test('a warm prompt cache decides where little else does', () => {
    const pool = [losing('cold', 100, 6), losing('warm', 100, 6.5, { sticky: true })]
    expect(names(pool, { strategy, need })[0]).toBe('warm')
  })
})

describe('reasons', () => {
  const learned = { sessions: 4, finished: 3 }

  test('the chosen one says why, with its figures', () => {
    const pool = [losing('a', 80, 5, { specialization: 'React', learned, sticky: true })]
    const wished = { specialization: 'Frontend', sessionType: 'bugfix', need: { typical: 40, high: 70, sessions: 9 } }
    expect(rank(pool, wished)[0]?.because).toEqual([
      'made for Frontend',
      '80 credits, the most among those free (asked for 50)',
      '3 of 4 bugfix sessions finished on it',
      'worked last in this project: its prompt cache may be warm',
      '0 sessions since its last reset',
    ])
    expect(rank(pool, { ...wished, strategy: 'expiring-first' })[0]?.because[1]).toBe(
      '80 credits are lost in 5 h if nobody uses them, the first to be lost among those free',
    )
    const balanced = rank(pool, { ...wished, strategy: 'balanced' })[0]?.because
    expect(balanced?.[1]).toMatch(/^costs [\d.]+ credits, the least among those free: .* for a warm prompt cache$/)
    expect(balanced?.[3]).toBe('80 credits; such sessions use 40, one in ten over 70 (9 sessions)')
  })

  test('a runner-up says what it comes behind by', () => {
    const pool = [account('a'), account('b', { creditsAvailable: 80 }), account('c', { recentSessions: 2 })]
    const [, c, b] = rank(pool)
    expect(c?.because[0]).toBe('behind a: 2 sessions since its last reset against 0 sessions since its last reset')
    expect(b?.because[0]).toBe('behind a: 80 credits against 100 credits')
    const expiring = rank([losing('soon', 60, 1.5), losing('late', 60, 50)], { strategy: 'expiring-first' })
    expect(expiring[1]?.because[0]).toBe(
      'behind soon: 60 credits lost in 2 days 2 h if nobody uses them against 60 credits lost in 1 h 30 min if nobody uses them',
    )
  })
})

test('what sessions need is not known from fewer than five, and sessions that used nothing do not count', () => {
  expect(measureNeed([10, 20, 30, 40, 0, 0])).toBeUndefined()
  expect(measureNeed([50, 10, 40, 20, 30])).toEqual({ typical: 30, high: 50, sessions: 5 })
})
