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
      expect(a.lease.expires_at).toBe('2026-11-23T09:01:00.000Z')
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

    test('three hundred claims at once on a hundred accounts: none claimed twice', async () => {
      const w = await open()
      await add(w, ...Array.from({ length: 100 }, (_, i) => ({ account_name: `a${i}` })))
      const answers = await Promise.all(Array.from({ length: 300 }, () => select(w, { lease_seconds: 60 })))
      const ids = answers.filter(answer => answer.body.success).map(answer => answer.body.data.id)
      expect(ids).toHaveLength(100)
      expect(new Set(ids).size).toBe(100)
    })
  })
}
