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
        resets_at: '2037-11-25T00:00:00.000Z',
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
  })

  describe('a batch update', () => {
    const NAMES = { 'claude · ayu': 'claude', 'claude · dimas': 'claude', 'Stall seat': 'chatgpt' }
    async function pool() {
      const w = await open()
      const accounts = Object.entries(NAMES).map(([account_name, platform]) => ({ account_name, platform }))
      const created = (await call(w, 'POST', '/private/batch-create-accounts', { accounts })).body.accounts
      const update = (body: object, headers = {}) => call(w, 'POST', '/private/batch-update-accounts', body, headers)
      const rows = async () => (await call(w, 'GET', '/accounts')).body.data
      return { w, update, rows, ids: created.map((a: { id: number }) => a.id) as number[] }
    }

    test('says whom it changed; credits are booked as a reading, as those of one account are', async () => {
      const { w, update, rows, ids } = await pool()
      const change = { credits_available: 5, specialization: 'Docs' }
      const { status, body } = await update({ ids: [ids[2], ids[0], ids[2]], ...change })
      expect([status, body]).toEqual([
        200,
        {
          success: true,
          message: 'Updated 2 accounts',
          accounts: [
            { name: 'Stall seat', id: ids[2] },
            { name: 'claude · ayu', id: ids[0] },
          ],
        },
      ])
      const changed = { ...change, status: 'exhausted' }
      expect(await rows()).toMatchObject([changed, { credits_available: 100, specialization: null }, changed])
      expect((await ledger(w, ids[0] as number))[0]).toMatchObject({ kind: 'reading', amount: -95, note: 'read as 5' })
    })

    test('gives many the same windows: those of a preset, and others beside them, changed where they are there', async () => {
      const { w, update, ids } = await pool()
      const weekly = (capacity: number) => ({ name: 'team', unit: 'requests', capacity, renewal: { kind: 'weekly' } })
      const both = { filter: { platform: 'claude' } }
      expect((await update({ ...both, preset: 'claude', windows: [weekly(500)] })).status).toBe(200)
      expect((await update({ ...both, windows: [weekly(400)], specialization: 'Docs' })).status).toBe(200)
      const windowsOf = async (id: number | undefined) => (await call(w, 'GET', `/accounts/${id}/windows`)).body.data
      const { data: presets } = (await call(w, 'GET', '/presets')).body
      const { windows: described } = presets.find((each: { id: string }) => each.id === 'claude')
      const preset = described.map((each: { name: string }) => each.name)
      for (const id of ids.slice(0, 2)) {
        const windows = await windowsOf(id)
        expect(windows.map((each: { name: string }) => each.name)).toEqual([...preset, 'team'])
        expect(windows.at(-1)).toMatchObject({ unit: 'requests', capacity: 400 })
      }
      expect(await windowsOf(ids[2])).toHaveLength(1)
      const refused = await update({ all: true, windows: [{ ...weekly(1), renewal: { kind: 'never so' } }] })
      expect(refused.status).toBe(400)
      expect((await update({ all: true, preset: 'none of it' })).body.code).toBe('preset-not-found')
      expect(await windowsOf(ids[2])).toHaveLength(1)
    })

    test.each([
      ['a platform', { filter: { platform: 'claude' } }, 2],
      ['a part of the name, whatever its capitals', { filter: { name: 'STALL' } }, 1],
      ['all conditions at once', { filter: { platform: 'claude', name: 'dimas', status: 'available' } }, 1],
      ['everything, said', { all: true }, 3],
      ['everything, said beside an empty filter', { all: true, filter: {} }, 3],
    ])('reaches by %s', async (_, which, count) => {
      const { update, rows } = await pool()
      const { body } = await update({ ...which, status: 'blocked', capacity: 50 })
      expect(body.accounts).toHaveLength(count)
      const blocked = (await rows()).filter((r: { status: string }) => r.status === 'blocked')
      expect(blocked.map((r: { capacity: number }) => r.capacity)).toEqual(Array(count).fill(50))
    })

    test.each([
      ['says nothing of whom it means', {}, 400, /say which accounts/],
      ['has an empty filter', { filter: {} }, 400, /all: true/],
      ['says it twice', { ids: [1], all: true }, 400, /in one way/],
      ['has a condition that is none', { filter: { platform: 'claude', plan: 'pro' } }, 400, /plan/],
      ['has a misspelt field', { ids: [1], credits: 4 }, 400, /credits/],
      ['changes nothing', { ids: [1], specialization: undefined }, 400, /nothing to change/],
      ['matches nobody', { filter: { platform: 'gemini' } }, 404, /No account matched/],
      ['names an account that is not there', { ids: [1, 4711] }, 404, /no account 4711/],
    ])('that %s is refused, says so and changes nothing', async (_, which, status, words) => {
      const { update, rows } = await pool()
      const before = await rows()
      const answer = await update({ specialization: 'Docs', ...which })
      expect(answer.status).toBe(status)
      expect(JSON.stringify(answer.body)).toMatch(words)
      expect(await rows()).toEqual(before)
    })

    test('leaves archived accounts alone, unless by their id', async () => {
      const { update, ids } = await pool()
      await update({ ids: [ids[0]], archived: true })
      expect((await update({ all: true, notes: 'n' })).body.message).toBe('Updated 2 accounts')
      expect((await update({ ids: [ids[0]], archived: false })).body.message).toBe('Updated 1 accounts')
      expect((await update({ all: true, notes: 'n' })).body.message).toBe('Updated 3 accounts')
    })

    test('sent twice with one key is done once', async () => {
      const { w, update, ids } = await pool()
      const body = { ids: [ids[0]], credits_available: 30 }
      const first = await update(body, { 'idempotency-key': 'k' })
      await call(w, 'PATCH', `/accounts/${ids[0]}`, { credits_available: 70 })
      expect((await update(body, { 'idempotency-key': 'k' })).body).toEqual(first.body)
      expect((await account(w, ids[0] as number)).credits_available).toBe(70)
    })
  })
}
