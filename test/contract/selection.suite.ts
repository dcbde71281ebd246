import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const add = (w: WorkspaceUnderTest, ...accounts: object[]) =>
  call(w, 'POST', '/private/batch-create-accounts', { accounts })
const select = (w: WorkspaceUnderTest, wish: object = {}) => call(w, 'POST', '/private/select-best-account', wish)
const chosen = async (w: WorkspaceUnderTest, wish: object = {}) => (await select(w, wish)).body.data?.account_name

export function selectionSuite(open: OpenWorkspaceUnderTest): void {
  describe('selection', () => {
    test('a match beats one without specialization, which beats another specialization', async () => {
      const w = await open()
      await add(w, { account_name: 'other', specialization: 'Backend' })
      expect(await chosen(w, { specialization: 'frontend' })).toBe('other')
      await add(w, { account_name: 'plain', credits_available: 70 })
      expect(await chosen(w, { specialization: 'frontend' })).toBe('plain')
      await add(w, { account_name: 'match', specialization: ' Frontend ', credits_available: 60 })
      expect(await chosen(w, { specialization: 'frontend' })).toBe('match')
      expect(await chosen(w)).toBe('other')
    })

    test('most credits first; among equals the one least used since its reset, then the longest unused', async () => {
      const w = await open()
      await add(w, { account_name: 'a', credits_available: 80 }, { account_name: 'b' }, { account_name: 'c' })
      expect(await chosen(w)).toBe('b')
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      const { id } = (await select(w)).body.data
      const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: id })).body.id
      await call(w, 'PATCH', `/sessions/${session}`, { status: 'completed' })
      expect(await chosen(w)).toBe('c')
    })

    test('accounts in use, blocked, exhausted, archived or with too few credits are not handed out', async () => {
      const w = await open()
      await add(
        w,
        { account_name: 'used' },
        { account_name: 'blocked' },
        { account_name: 'low', credits_available: 40 },
        { account_name: 'gone' },
      )
      const [used, blocked, , gone] = (await call(w, 'GET', '/accounts')).body.data
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      await call(w, 'POST', '/sessions', { project_id: project, account_id: used.id })
      await call(w, 'PATCH', `/accounts/${blocked.id}`, { status: 'blocked' })
      await call(w, 'PATCH', `/accounts/${gone.id}`, { archived: true })
      const none = await select(w)
      expect(none.body).toMatchObject({ success: false, error: 'No available accounts with sufficient credits' })
      expect(await chosen(w, { min_credits: 40 })).toBe('low')
    })

    test('a claimed account is given to nobody else until its lease ends, is released, or becomes a session', async () => {
      const w = await open()
      await add(w, { account_name: 'a' }, { account_name: 'b' }, { account_name: 'c' })
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      const a = (await select(w, { lease_seconds: 60 })).body.data
      const b = (await select(w, { lease_seconds: 60 })).body.data
      const c = (await select(w, { lease_seconds: 60 })).body.data
      expect([a, b, c].map(x => x.account_name)).toEqual(['a', 'b', 'c'])
      expect(a.lease.expires_at).toBe('2037-11-23T09:01:00.000Z')
      expect((await select(w)).status).toBe(409)
      expect((await call(w, 'POST', '/sessions', { project_id: project, account_id: a.id })).body.code).toBe(
        'account-leased',
      )
      expect(
        (await call(w, 'POST', '/sessions', { project_id: project, account_id: a.id, lease_id: a.lease.id })).status,
      ).toBe(201)
      await call(w, 'DELETE', `/private/leases/${b.lease.id}`)
      expect(await chosen(w)).toBe('b')
      await w.setTime(START + 61_000)
      expect((await call(w, 'DELETE', `/private/leases/${c.lease.id}`)).status).toBe(404)
      expect((await select(w, { lease_seconds: 5 })).body.data.account_name).toBe('b')
      expect(await chosen(w)).toBe('c')
    })

    test('a thousand claims at once on a hundred accounts: none is given twice, none is lost', async () => {
      const w = await open()
      await add(w, ...Array.from({ length: 100 }, (_, i) => ({ account_name: `a${i}` })))
      const claimAll = async (strategy: string) => {
        const wish = { lease_seconds: 60, strategy, runners_up: 0 }
        const answers = await Promise.all(Array.from({ length: 1000 }, () => select(w, wish)))
        return answers.filter(answer => answer.body.success).map(answer => answer.body.data)
      }
      const claimed = await claimAll('most-credits')
      expect(claimed).toHaveLength(100)
      expect(new Set(claimed.map(({ id }) => id)).size).toBe(100)
      for (const { lease } of claimed.slice(0, 50)) await call(w, 'DELETE', `/private/leases/${lease.id}`)
      expect(await claimAll('balanced')).toHaveLength(50)
      await w.setTime(START + 61_000)
      const again = await claimAll('expiring-first')
      expect(new Set(again.map(({ id }) => id)).size).toBe(100)
    })

    test('a skill is whole words, however it is written: "UI" is the frontend, and not in "build"', async () => {
      const w = await open()
      await add(w, { account_name: 'builder', specialization: 'Build' })
      await add(w, { account_name: 'plain', credits_available: 60 })
      expect(await chosen(w, { specialization: 'UI' })).toBe('plain')
      await add(w, { account_name: 'react', specialization: 'React / front-end', credits_available: 55 })
      expect(await chosen(w, { specialization: 'UI' })).toBe('react')
      await add(w, { account_name: 'frontend', specialization: 'Frontend Dev', credits_available: 57 })
      expect(await chosen(w, { specialization: 'UI' })).toBe('frontend')
      await call(w, 'PATCH', `/accounts/1`, { specialization: 'User Interface' })
      expect(await chosen(w, { specialization: 'UI' })).toBe('builder')
    })

    test('the runners-up come with what they come behind by, as many as asked for', async () => {
      const w = await open()
      await add(w, { account_name: 'a' }, { account_name: 'b', credits_available: 80 }, { account_name: 'c' })
      const { data } = (await select(w)).body
      expect(data.because).toEqual([
        '100 credits, the most among those free (asked for 50)',
        '0 sessions since its last reset',
      ])
      expect(data.runners_up).toMatchObject([
        { account_name: 'c', because: ['behind a: number 3 against number 1'] },
        { account_name: 'b', credits_available: 80, because: ['behind a: 80 credits against 100 credits'] },
      ])
      expect((await select(w, { runners_up: 1 })).body.data.runners_up).toHaveLength(1)
      expect((await select(w, { runners_up: 0 })).body.data.runners_up).toEqual([])
    })

    test('what is lost first goes first by expiring-first, by the call or by the workspace; a call may say otherwise', async () => {
      const w = await open()
      await add(w, { account_name: 'keeps', refresh: 'never' })
      await add(w, { account_name: 'tonight', refresh: 'daily', credits_available: 30 })
      await add(w, { account_name: 'at the month’s end', refresh: 'monthly', credits_available: 90 })
      expect(await chosen(w)).toBe('keeps')
      const { data } = (await select(w, { strategy: 'expiring-first' })).body
      expect(data).toMatchObject({ account_name: 'tonight', strategy: 'expiring-first' })
      expect(data.because[0]).toBe(
        '30 credits are lost in 15 h if nobody uses them, the first to be lost among those free',
      )
      expect(data.runners_up.map((each: { account_name: string }) => each.account_name)).toEqual([
        'at the month’s end',
        'keeps',
      ])
      expect(await chosen(w, { strategy: 'expiring-first', min_credits: 50 })).toBe('at the month’s end')
      expect((await call(w, 'GET', '/settings')).body.data).toEqual({ selection_strategy: 'most-credits' })
      await call(w, 'PATCH', '/settings', { selection_strategy: 'expiring-first' })
      expect((await call(w, 'GET', '/settings')).body.data).toEqual({ selection_strategy: 'expiring-first' })
      expect(await chosen(w)).toBe('tonight')
      expect(await chosen(w, { strategy: 'most-credits' })).toBe('keeps')
      expect((await call(w, 'PATCH', '/settings', { selection_strategy: 'cheapest' })).status).toBe(400)
    })

    test('balanced learns from sessions of the type: what they need, where they fail, who worked last', async () => {
      const w = await open()
      await add(w, { account_name: 'a' }, { account_name: 'b' }, { account_name: 'c' })
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      const end = async (account_id: number, status: string, credits_used: number) => {
        const session = { project_id: project, account_id, session_type: 'bugfix' }
        const { id } = (await call(w, 'POST', '/sessions', session)).body
        await call(w, 'PATCH', `/sessions/${id}`, { status, credits_used })
      }
      for (let i = 0; i < 4; i++) await end(1, 'failed', 2)
      for (let i = 0; i < 4; i++) await end(2, 'completed', 2)
      const wish = { strategy: 'balanced', session_type: 'bugfix', project_id: project }
      const { data } = (await select(w, wish)).body
      expect(data.account_name).toBe('b')
      expect(data.because).toContain('4 of 4 bugfix sessions finished on it')
      expect(data.because).toContain('worked last in this project: its prompt cache may be warm')
      expect(data.because.join()).toContain('such sessions use 2, one in ten over 2 (8 sessions)')
      expect(data.runners_up.at(-1)).toMatchObject({ account_name: 'a' })
      expect(data.runners_up.at(-1).because).toContain('0 of 4 bugfix sessions finished on it')
      expect((await select(w, { ...wish, project_id: 99 })).body.code).toBe('project-not-found')
    })

    test('what if: each strategy’s choice, what would be left and lost, and nothing is claimed', async () => {
      const w = await open()
      await add(w, { account_name: 'keeps', refresh: 'never' }, { account_name: 'tonight', credits_available: 70 })
      const { data } = (await select(w, { what_if: true, min_credits: 40 })).body
      expect(data.what_if).toMatchObject([
        { strategy: 'most-credits', account: { account_name: 'keeps' }, uses: 40, credits_left: 60, lost_at_reset: 70 },
        {
          strategy: 'expiring-first',
          account: { account_name: 'tonight' },
          uses: 40,
          credits_left: 30,
          lost_at_reset: 30,
        },
        { strategy: 'balanced', account: { account_name: 'tonight' }, uses: 40, credits_left: 30, lost_at_reset: 30 },
      ])
      expect(data.lease).toBeUndefined()
      expect(await chosen(w)).toBe('keeps')
      expect((await select(w, { what_if: true, lease_seconds: 60 })).status).toBe(400)
    })
  })
}
