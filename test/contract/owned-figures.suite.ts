import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Principal } from '../../src/platform/call.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'
import { ANA, BEA, openTeam } from './personal-world.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

/** What two people do with three accounts: hers, his, everybody's. Numbers are chosen so that no two sums are alike. */
type Step =
  | { readonly kind: 'use' | 'set'; readonly who: number; readonly account: number; readonly credits: number }
  | { readonly kind: 'open' | 'close'; readonly who: number; readonly account: number; readonly credits: number }
  | { readonly kind: 'rotate' | 'pass'; readonly who: number; readonly account: number; readonly credits: number }
  | { readonly kind: 'share' | 'own'; readonly who: number; readonly account: number; readonly credits: number }

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom('use', 'set', 'open', 'close', 'rotate', 'pass', 'share', 'own'),
  who: fc.integer({ min: 0, max: 1 }),
  account: fc.integer({ min: 1, max: 3 }),
  credits: fc.integer({ min: 1, max: 300 }),
})

const PEOPLE = [ANA, BEA] as const
const NUMBERS = { 1: 7001, 2: 8009, 3: 9013 } as const

async function act(w: WorkspaceUnderTest, { kind, who, account, credits }: Step, project_id: number, n: number) {
  const person = PEOPLE[who] as Principal
  const by = w.as(person)
  const [running] = (await call(by, 'GET', `/sessions?status=in_progress&account_id=${account}`)).body.data
  const rotation = running && { current_account_id: account, project_id, session_id: running.id }
  switch (kind) {
    case 'use':
      return call(by, 'POST', `/accounts/${account}/ledger`, { kind: 'use', amount: credits, key: `k${n}` })
    case 'set':
      return call(by, 'PATCH', `/accounts/${account}`, { credits_available: 5000 + credits })
    case 'open':
      return running ? null : call(by, 'POST', '/sessions', { project_id, account_id: account })
    case 'close':
      return running && call(by, 'PATCH', `/sessions/${running.id}`, { status: 'completed', credits_used: credits })
    case 'rotate':
      return rotation && call(by, 'POST', '/private/auto-rotate', rotation)
    case 'pass':
      return rotation && call(by, 'POST', '/private/auto-rotate', { ...rotation, to_person: PEOPLE[1 - who]?.id })
    case 'share':
      return call(by, 'PATCH', `/accounts/${account}`, { personal: false })
    case 'own':
      return call(by, 'PATCH', `/accounts/${account}`, { personal: true })
  }
}

/** What each account of the pool has, as whoever it is of sees it. */
async function readPool(w: WorkspaceUnderTest): Promise<Json[]> {
  const [hers, his] = await Promise.all(PEOPLE.map(who => call(w.as(who), 'GET', '/accounts')))
  return hers?.body.data.map((row: Json, i: number) => (row.capacity === null ? his?.body.data[i] : row))
}

export function ownedFiguresSuite(open: OpenWorkspaceUnderTest): void {
  describe('two people and whatever they do', () => {
    test('each is told the figures of shared accounts and their own, summed over just these, and chooses among them', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 25 }), async steps => {
          const w = await openTeam(open)
          await w.setTime(START)
          await call(w.as(ANA), 'POST', '/accounts', { account_name: 'hers', personal: true, capacity: NUMBERS[1] })
          await call(w.as(BEA), 'POST', '/accounts', { account_name: 'his', personal: true, capacity: NUMBERS[2] })
          await call(w, 'POST', '/accounts', { account_name: 'shared', capacity: NUMBERS[3] })
          const project_id = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
          for (const [n, each] of steps.entries()) await act(w, each, project_id, n)
          const pool = await readPool(w)
          for (const who of PEOPLE) {
            const by = w.as(who)
            const counts = pool.filter(({ owner }) => owner === null || owner.id === who.id)
            const rows: Json[] = (await call(by, 'GET', '/accounts')).body.data
            const seen = rows.filter(({ capacity }) => capacity !== null).map(({ id }) => id)
            expect(seen).toEqual(counts.map(({ id }) => id))
            const stats = (await call(by, 'GET', '/stats')).body.data
            expect(stats.credits_capacity).toBe(counts.reduce((sum, { capacity }) => sum + capacity, 0))
            expect(stats.credits_available).toBe(counts.reduce((sum, each) => sum + each.credits_available, 0))
            const sessions: Json[] = (await call(by, 'GET', '/sessions')).body.data
            const known = new Set(seen)
            for (const { account_id, credits_used } of sessions)
              expect(credits_used === null).toBe(!known.has(account_id))
            const used = sessions.reduce((sum, { credits_used }) => sum + (credits_used ?? 0), 0)
            const project = (await call(by, 'GET', `/projects/${project_id}`)).body.data
            expect([project.total_credits_used, stats.total_credits]).toEqual([used, used])
            const chosen = await call(by, 'POST', '/private/select-best-account', { min_credits: 1, runners_up: 10 })
            const offered = chosen.status === 200 ? [chosen.body.data, ...chosen.body.data.runners_up] : []
            for (const { id } of offered) expect(seen).toContain(id)
            for (const { account_id, person } of sessions.filter(({ status }) => status === 'in_progress')) {
              const { owner } = pool.find(({ id }) => id === account_id)
              // One that became somebody's own while others worked on it is not taken from under them.
              const wasTaken = steps.some(({ kind }) => kind === 'own')
              if (!wasTaken && owner !== null) expect(person.id).toBe(owner.id)
            }
          }
        }),
        { numRuns: 25, seed: 20261123 },
      )
    })
  })
}
