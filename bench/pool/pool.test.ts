import { describe, expect, test } from 'vitest'
import { seeded } from '../words.ts'
import { boundOf } from './bound.ts'
import { DAY_MS, HOUR_MS, makePool, type PoolAccount } from './made-pool.ts'
import { Network } from './max-flow.ts'
import { RULES } from './rules.ts'
import { FITTED } from './session-shapes.ts'
import { makeStream, type PoolSession } from './session-stream.ts'
import { simulate } from './simulate.ts'

const FROM = Date.parse('2026-11-02T00:00:00Z')
const WEEK = { from: FROM, until: FROM + 7 * DAY_MS }

const daily: PoolAccount = {
  id: 1,
  kind: 'daily',
  usedBefore: 0,
  windows: [
    {
      name: 'main',
      unit: 'credits',
      scope: 'account',
      scopeOf: null,
      sharedPool: null,
      renewal: { kind: 'daily', zone: 0, atMinute: 0 },
      capacity: 100,
      reserve: 0,
    },
  ],
}
const session = (id: number, hour: number, demand: number, hours: number): PoolSession => ({
  id,
  project: 1,
  at: FROM + hour * HOUR_MS,
  demand,
  rate: demand / (hours * HOUR_MS),
  until: FROM + (hour + hours + 6) * HOUR_MS,
})

test('the greatest flow goes back on a way that was taken too early', () => {
  const network = new Network()
  const [source, a, b, sink] = [network.node(), network.node(), network.node(), network.node()] as const
  network.edge(source, a, 3)
  network.edge(source, b, 2)
  network.edge(a, b, 5)
  network.edge(a, sink, 2)
  network.edge(b, sink, 3)
  expect(network.maxFlow(source, sink)).toBeCloseTo(5)
})

describe('the bound', () => {
  test('is what a day grants where more is asked for, and what is asked for where it grants more', () => {
    expect(boundOf([daily], [session(1, 1, 250, 2)], WEEK)).toBeCloseTo(100)
    expect(boundOf([daily], [session(1, 1, 30, 2)], WEEK)).toBeCloseTo(30)
  })

  test('work that waits for midnight may use two days', () => {
    expect(boundOf([daily], [session(1, 20, 250, 2)], WEEK)).toBeCloseTo(200)
  })

  test.each([1, 2, 3])('is exceeded by no rule, in any load (seed %i)', seed => {
    for (const credits of [1000, 3000, 9000]) {
      const random = seeded(seed)
      const pool = makePool(random, 10, WEEK)
      const sessions = makeStream(random, FITTED, { ...WEEK, credits, projects: 3 })
      const bound = boundOf(pool, sessions, WEEK)
      const asked = sessions.reduce((sum, { demand }) => sum + demand, 0)
      expect(bound).toBeLessThanOrEqual(asked + 1e-3)
      for (const rule of RULES) {
        const { worked } = simulate(pool, sessions, rule, WEEK)
        expect(worked).toBeGreaterThan(0)
        expect(worked).toBeLessThanOrEqual(bound + 1e-3)
      }
    }
  })
})

describe('a simulated pool', () => {
  const [naive, , , , balanced] = RULES as [(typeof RULES)[0], unknown, unknown, unknown, (typeof RULES)[0]]

  test('the naive rule leaves ten credits and waits for midnight; balanced leaves one', () => {
    const sessions = [session(1, 1, 95, 2), session(2, 5, 20, 1)]
    const left = simulate([daily], sessions, naive, WEEK)
    expect(left.worked).toBeCloseTo(90)
    expect(left.stranded).toBeCloseTo(10)
    expect(left.interruptions).toBe(2)
    expect(simulate([daily], sessions, balanced, WEEK).worked).toBeCloseTo(95)
  })

  test('a session that outlasts its account goes on with the next, which reads a briefing', () => {
    const pool = [daily, { ...daily, id: 2 }]
    const { worked, rotations, briefed } = simulate(pool, [session(1, 1, 150, 3)], balanced, WEEK)
    expect(worked).toBeCloseTo(150)
    expect([rotations, briefed]).toEqual([1, 1])
  })

  test('an account works on one session at a time', () => {
    const sessions = [session(1, 1, 10, 2), session(2, 2, 10, 2)]
    expect(simulate([daily], sessions, balanced, WEEK)).toMatchObject({ interruptions: 1, rotations: 0 })
  })
})
