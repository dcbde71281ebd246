import { expect, test } from 'vitest'
import { type Plan, planWork } from './plan-work.ts'
import type { PoolAccount } from './spend-pool.ts'

const HOUR = 3_600_000
const NOW = Date.parse('2026-11-23T12:00:00Z')
const daily = { kind: 'daily', zone: 0, atMinute: 0 } as const
const midnight = Date.parse('2026-11-24T00:00:00Z')
const account = (id: number, more: Partial<PoolAccount> = {}): PoolAccount => ({
  id,
  name: `account ${id}`,
  usable: 100,
  fresh: 100,
  resetsAt: midnight,
  renewal: daily,
  ...more,
})
/** 40 credits an hour, each time. */
const sessions = Array.from({ length: 10 }, () => ({ credits: 40, ms: HOUR }))
const plan = (credits: number, hours: number, accounts: readonly PoolAccount[], done = sessions): Plan =>
  planWork({ credits, now: NOW, by: NOW + hours * HOUR, accounts, sessions: done })
const told = (answer: Plan) =>
  answer.kind === 'unknown'
    ? []
    : answer.steps.map(step => [step.account.id, (step.from - NOW) / HOUR, (step.until - NOW) / HOUR, step.credits])

test('the account that begins anew soonest comes first, the next when nothing is left of it', () => {
  const answer = plan(120, 5, [
    account(1),
    account(2, { resetsAt: NOW + 4 * HOUR, usable: 60, renewal: { kind: 'announced' } }),
    account(3, { resetsAt: null, renewal: { kind: 'prepaid' } }),
  ])
  expect(answer).toMatchObject({ kind: 'possible', done: { likely: NOW + 3 * HOUR, sure: NOW + 3 * HOUR } })
  expect(told(answer)).toEqual([
    [2, 0, 1.5, 60],
    [1, 1.5, 3, 60],
  ])
})

test('where nothing is left it waits for a reset and goes on', () => {
  const answer = plan(60, 14, [account(1, { usable: 20 })])
  expect(told(answer)).toEqual([
    [1, 0, 0.5, 20],
    [1, 12, 13, 40],
  ])
})

test('a window of five hours comes back five hours after its first use', () => {
  const rolling = { kind: 'rolling', lengthMs: 5 * HOUR } as const
  const answer = plan(90, 8, [account(1, { usable: 40, fresh: 40, resetsAt: null, renewal: rolling })])
  expect(told(answer)).toEqual([
    [1, 0, 1, 40],
    [1, 5, 6, 40],
  ])
  expect(answer).toMatchObject({ kind: 'impossible', credits: 80 })
})

test('what cannot be done in time says what can, and when all of it would be', () => {
  const answer = plan(300, 6, [account(1), account(2)])
  expect(answer).toMatchObject({ kind: 'impossible', credits: 200, done: { likely: NOW + 14.5 * HOUR } })
  expect(answer.because).toContainEqual(expect.stringContaining('200 credits'))
  const slow = plan(300, 2, [account(1, { usable: 1000 })])
  expect(slow).toMatchObject({ kind: 'impossible', credits: 80 })
  expect(slow.because).toContainEqual('it is limited by the time')
})

test('the more the paces differ, the later it is sure', () => {
  const differing = [10, 80, 20, 60, 30].map(credits => ({ credits, ms: HOUR }))
  const answer = plan(100, 3, [account(1), account(2)], differing)
  if (answer.kind === 'unknown') throw new Error('unknown')
  expect(answer.done.sure).toBeGreaterThan(answer.done.likely ?? 0)
  expect(answer.probability).toBeGreaterThan(0.5)
  expect(answer.probability).toBeLessThan(1)
})

test('what nothing limits does all that time allows', () => {
  const free = account(1, { usable: Number.POSITIVE_INFINITY, resetsAt: null, renewal: { kind: 'unlimited' } })
  expect(told(plan(400, 20, [free]))).toEqual([[1, 0, 10, 400]])
})

test('without sessions the pace is unknown, and only what the accounts hold is said', () => {
  expect(plan(500, 24, [account(1), account(2)], [])).toMatchObject({ kind: 'unknown', credits: 400 })
  expect(plan(50, 24, [])).toMatchObject({ kind: 'impossible', credits: 0, done: { likely: null, sure: null } })
})
