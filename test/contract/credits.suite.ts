import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

async function openSession(w: WorkspaceUnderTest, account: object = { account_name: 'a' }) {
  const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
  const accountId = (await call(w, 'POST', '/accounts', account)).body.id
  const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: accountId })).body.id
  return { project, account: accountId, session }
}
const account = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}`)).body.data
const ledger = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}/ledger`)).body.data

export function creditsSuite(open: OpenWorkspaceUnderTest): void {
  describe('credits', () => {
    test('are the sum of the ledger: use, correction and reading each book an entry', async () => {
      const w = await open()
      const { account: id, session } = await openSession(w)
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 40 })
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 30 })
      await call(w, 'PATCH', `/accounts/${id}`, { credits_available: 55 })
      const entries = await ledger(w, id)
      expect(entries.map((e: { kind: string; amount: number }) => [e.kind, e.amount])).toEqual([
        ['reading', -15],
        ['use', 10],
        ['use', -40],
        ['opening', 100],
      ])
      expect(await account(w, id)).toMatchObject({ credits_available: 55, status: 'active' })
      expect(entries[0].balance).toBe(55)
    })

    test('more used than was there shows as 0, and the reset fills to the capacity', async () => {
      const w = await open()
      const { account: id, session } = await openSession(w, { account_name: 'a', credits_available: 30 })
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 50, status: 'completed' })
      expect(await account(w, id)).toMatchObject({ credits_available: 0, status: 'exhausted' })
      await w.setTime(START + 86_400_000)
      await w.ring()
      expect(await account(w, id)).toMatchObject({
        credits_available: 100,
        status: 'available',
        resets_at: '2026-11-25T00:00:00.000Z',
      })
      expect((await ledger(w, id))[0]).toMatchObject({ kind: 'reset', amount: 120, balance: 100 })
    })

    test('a reset that came while the machine slept shows at the first reading', async () => {
      const w = await open()
      const { account: id, session } = await openSession(w)
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 70, status: 'completed' })
      await w.setTime(START + 86_400_000)
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('project totals are sums over its sessions, also after one is deleted', async () => {
      const w = await open()
      const { project, account: id, session } = await openSession(w)
      const second = (await call(w, 'POST', '/sessions', { project_id: project, account_id: id })).body.id
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 20 })
      await call(w, 'PATCH', `/sessions/${second}`, { credits_used: 5 })
      const read = async () => (await call(w, 'GET', `/projects/${project}`)).body.data
      expect(await read()).toMatchObject({ total_credits_used: 25, total_sessions: 2 })
      await call(w, 'DELETE', `/sessions/${second}`)
      expect(await read()).toMatchObject({ total_credits_used: 20, total_sessions: 1 })
    })

    test('a status that a person set holds: blocked through a reset, exhausted until one', async () => {
      const w = await open()
      const blocked = (await call(w, 'POST', '/accounts', { account_name: 'b' })).body.id
      const tired = (await call(w, 'POST', '/accounts', { account_name: 't' })).body.id
      await call(w, 'POST', '/private/batch-update-accounts', { ids: [blocked], status: 'blocked' })
      await call(w, 'PATCH', `/accounts/${tired}`, { status: 'exhausted' })
      await w.setTime(START + 86_400_000)
      await w.ring()
      expect((await account(w, blocked)).status).toBe('blocked')
      expect((await account(w, tired)).status).toBe('available')
    })

    test('an unlimited account stays full whatever it uses', async () => {
      const w = await open()
      const { account: id, session } = await openSession(w, { account_name: 'local', platform: 'ollama' })
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 5000 })
      expect(await account(w, id)).toMatchObject({ credits_available: 100, refresh: 'unlimited', resets_at: null })
    })

    test('a batch of accounts is all or nothing', async () => {
      const w = await open()
      const accounts = [{ account_name: 'x' }, { account_name: 'y' }, { account_name: 'x' }]
      expect((await call(w, 'POST', '/private/batch-create-accounts', { accounts })).status).toBe(400)
      await call(w, 'POST', '/accounts', { account_name: 'taken' })
      const second = await call(w, 'POST', '/private/batch-create-accounts', {
        accounts: [{ account_name: 'z' }, { account_name: 'taken' }],
      })
      expect(second.status).toBe(409)
      expect((await call(w, 'GET', '/accounts')).body.data).toHaveLength(1)
    })

    test('a batch update reaches ids or a filter', async () => {
      const w = await open()
      await call(w, 'POST', '/private/batch-create-accounts', {
        accounts: [
          { account_name: 'a', platform: 'claude' },
          { account_name: 'b', platform: 'claude' },
          { account_name: 'c' },
        ],
      })
      const { body } = await call(w, 'POST', '/private/batch-update-accounts', {
        filter: { platform: 'claude' },
        credits_available: 20,
        specialization: 'Docs',
      })
      expect(body.ids).toHaveLength(2)
      const rows = (await call(w, 'GET', '/accounts')).body.data
      expect(rows.map((r: { credits_available: number }) => r.credits_available)).toEqual([20, 20, 100])
      expect((await call(w, 'POST', '/private/batch-update-accounts', { credits_available: 3 })).status).toBe(400)
    })
  })
}
