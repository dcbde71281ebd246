import { describe, expect, test } from 'vitest'
import type { UsageEvent } from '../../src/core/transcript/event.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const HOUR = 3_600_000

const used = (key: string, outputTokens: number, more: Partial<UsageEvent> = {}): UsageEvent => ({
  type: 'usage',
  key,
  shared: true,
  line: 1,
  model: 'claude-opus-4-6',
  inputTokens: 10,
  outputTokens,
  cacheReadTokens: 1000,
  cacheWriteTokens: 5,
  at: START,
  ...more,
})

async function capture(w: WorkspaceUnderTest, session: string, usage: readonly UsageEvent[], more: object = {}) {
  const turn = { type: 'turn', key: 'k', line: 1, role: 'user', kind: 'text', text: `do ${session}`, at: START }
  const file = `/home/ayu/.claude-work/projects/shop/${session}.jsonl`
  const batch = { tool: 'claude-code', session_key: session, file, turns: [turn], usage, last: true, ...more }
  return (await call(w, 'POST', '/capture', { meta: { type: 'meta', line: 1, cwd: '/home/ayu/shop' }, ...batch })).body
}
const usageBy = async (w: WorkspaceUnderTest, by: string, more = '') =>
  (await call(w, 'GET', `/usage?by=${by}&timezone=UTC${more}`)).body
const outputs = async (w: WorkspaceUnderTest) => {
  const { data } = await usageBy(w, 'session')
  return Object.fromEntries(
    data.map((row: { session: string; output_tokens: number }) => [row.session, row.output_tokens]),
  )
}
const booked = async (w: WorkspaceUnderTest, accountId: number) => {
  const { data } = (await call(w, 'GET', `/accounts/${accountId}/ledger`)).body
  const sum = (name: string) =>
    data.reduce((all: number, entry: Record<string, number | null>) => all + (entry[name] ?? 0), 0)
  return { output: sum('output_tokens'), amount: sum('amount') }
}

export function usageSuite(open: OpenWorkspaceUnderTest): void {
  describe('usage', () => {
    test('a response counts once in the workspace, however many logs hold it', async () => {
      const w = await open()
      await capture(w, 'parent', [used('m1:r1', 7), used('m2:r2', 5)])
      await capture(w, 'fork', [used('m1:r1', 7), used('m2:r2', 5), used('m3:r3', 2)])
      expect(await outputs(w)).toEqual({ parent: 12, fork: 2 })
      const { totals } = await usageBy(w, 'day')
      expect(totals).toMatchObject({
        input_tokens: 30,
        output_tokens: 14,
        cache_read_tokens: 3000,
        cache_write_tokens: 15,
      })
    })

    test('a response counts in the session that began first, whichever was recorded first', async () => {
      const w = await open()
      const later = { at: START + HOUR }
      const copied = [used('m1:r1', 7), used('m2:r2', 5), used('m3:r3', 2, later)]
      const { account_id } = await capture(w, 'fork', copied)
      await capture(w, 'parent', copied.slice(0, 2))
      expect(await outputs(w)).toEqual({ parent: 12, fork: 2 })
      await capture(w, 'fork', copied)
      expect(await outputs(w)).toEqual({ parent: 12, fork: 2 })
      expect(await booked(w, account_id)).toEqual({ output: 14, amount: 100 })
    })

    test('keys of a tool whose responses have no id of their own mean nothing in another session', async () => {
      const w = await open()
      await capture(w, 'one', [used('1', 7, { shared: false })])
      await capture(w, 'two', [used('1', 5, { shared: false })])
      expect(await outputs(w)).toEqual({ one: 7, two: 5 })
    })

    test('of a response that is told while it grows the most counts, in whichever log and order', async () => {
      const w = await open()
      await capture(w, 'one', [used('m1:r1', 1), used('m1:r1', 9), used('m1:r1', 4)])
      expect(await outputs(w)).toEqual({ one: 9 })
      await capture(w, 'two', [used('m1:r1', 30)])
      expect(await outputs(w)).toEqual({ one: 30 })
    })

    test('a deleted session takes nothing of another with it, and nothing counts twice', async () => {
      const w = await open()
      const { session_id, account_id } = await capture(w, 'parent', [used('m1:r1', 7), used('m2:r2', 5)])
      await capture(w, 'fork', [used('m1:r1', 7), used('m3:r3', 2)])
      await call(w, 'DELETE', `/sessions/${session_id}`)
      expect(await outputs(w)).toEqual({ fork: 9 })
      expect(await booked(w, account_id)).toEqual({ output: 9, amount: 100 })
      await capture(w, 'parent', [used('m1:r1', 7), used('m2:r2', 5)])
      expect(await outputs(w)).toEqual({ fork: 9, parent: 5 })
      expect(await booked(w, account_id)).toEqual({ output: 14, amount: 100 })
    })

    test('a deleted project passes on what sessions of another one hold too', async () => {
      const w = await open()
      const { project_id, account_id } = await capture(w, 'here', [used('m1:r1', 7)])
      await capture(w, 'there', [used('m1:r1', 7)], { project: { name: 'Other' } })
      await call(w, 'DELETE', `/projects/${project_id}`)
      expect(await outputs(w)).toEqual({ there: 7 })
      expect(await booked(w, account_id)).toEqual({ output: 7, amount: 100 })
    })

    test('usage is in the ledger once, leaves the credits alone, and grows by the difference', async () => {
      const w = await open()
      const { account_id, session_id } = await capture(w, 'one', [used('m1:r1', 7), used('m2:r2', 5)])
      await capture(w, 'one', [used('m1:r1', 7), used('m2:r2', 5)])
      const ledger = async () => (await call(w, 'GET', `/accounts/${account_id}/ledger`)).body.data
      expect(await ledger()).toHaveLength(2)
      expect((await ledger())[0]).toMatchObject({
        kind: 'usage',
        amount: 0,
        balance: 100,
        session_id,
        model: 'claude-opus-4-6',
        input_tokens: 20,
        output_tokens: 12,
        cache_read_tokens: 2000,
        cache_write_tokens: 10,
      })
      await capture(w, 'one', [used('m3:r3', 3)])
      expect((await ledger())[0]).toMatchObject({ kind: 'usage', input_tokens: 10, output_tokens: 3 })
      const account = (await call(w, 'GET', `/accounts/${account_id}`)).body.data
      expect(account).toMatchObject({ credits_available: 100, status: 'available' })
    })

    test('of a session that is being written usage is booked when it is over', async () => {
      const w = await open()
      const { account_id } = await capture(w, 'one', [used('m1:r1', 7)], { live: true })
      expect(await booked(w, account_id)).toEqual({ output: 0, amount: 100 })
      await w.setTime(START + HOUR)
      await w.ring()
      expect(await booked(w, account_id)).toEqual({ output: 7, amount: 100 })
    })

    test('cost is what the log states, else by the table, else unknown and told as such', async () => {
      const w = await open()
      const million = { inputTokens: 1_000_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
      await capture(w, 'one', [
        used('m1:r1', 0, million),
        used('m2:r2', 0, { ...million, costUsd: 123 }),
        used('m3:r3', 0, { ...million, model: 'nobody-knows-1' }),
      ])
      const { data, totals, unpriced_models, prices } = await usageBy(w, 'model')
      expect(data).toMatchObject([
        { model: 'claude-opus-4-6', cost_usd: 128, unpriced_tokens: 0 },
        { model: 'nobody-knows-1', cost_usd: null, unpriced_tokens: 1_000_000 },
      ])
      expect(totals).toMatchObject({ cost_usd: 128, unpriced_tokens: 1_000_000, total_tokens: 3_000_000 })
      expect(unpriced_models).toEqual(['nobody-knows-1'])
      expect(prices.dated).toMatch(/^20\d\d-/)
    })

    test('a newer table corrects the past, an older one only adds', async () => {
      const w = await open()
      const million = { inputTokens: 1_000_000, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
      await capture(w, 'one', [used('m1:r1', 0, million), used('m2:r2', 0, { ...million, model: 'nobody-knows-1' })])
      const models = { 'claude-opus-4-6': { input: 7, output: 1 }, 'nobody-knows-1': { input: 2, output: 1 } }
      const cost = async () => (await usageBy(w, 'month')).totals.cost_usd
      await call(w, 'POST', '/prices', { dated: '2020-01-01', source: 'old', models })
      expect(await cost()).toBe(7)
      await call(w, 'POST', '/prices', { dated: '2099-01-01', source: 'new', models })
      expect(await cost()).toBe(9)
      expect((await call(w, 'GET', '/prices')).body.data).toMatchObject({ dated: '2099-01-01', source: 'new' })
    })

    test('a prompt that is long by itself costs more, many short ones do not', async () => {
      const w = await open()
      const models = { x: { input: 1, output: 1, long: { above: 200_000, input: 2, output: 2 } } }
      await call(w, 'POST', '/prices', { dated: '2099-01-01', source: 'new', models })
      const prompt = (key: string, inputTokens: number, cacheReadTokens: number) =>
        used(key, 0, { model: 'x', inputTokens, cacheReadTokens, cacheWriteTokens: 0 })
      await capture(w, 'short', [prompt('m1', 100_000, 100_000), prompt('m2', 100_000, 100_000)])
      await capture(w, 'long', [prompt('m3', 100_000, 100_001)])
      const { data } = await usageBy(w, 'session')
      const costs = data.map((row: { session: string; cost_usd: number }) => [row.session, row.cost_usd])
      expect(Object.fromEntries(costs)).toEqual({ short: 0.4, long: 0.400002 })
    })

    test('days, weeks and months are of the time zone that is asked for', async () => {
      const w = await open()
      await capture(w, 'one', [
        used('m1:r1', 7, { at: Date.parse('2037-10-31T16:30:00Z') }),
        used('m2:r2', 5, { at: Date.parse('2037-10-31T17:30:00Z') }),
      ])
      const periods = async (by: string, zone: string) => {
        const { data } = (await call(w, 'GET', `/usage?by=${by}&timezone=${zone}`)).body
        return data.map((row: { period: string; output_tokens: number }) => [row.period, row.output_tokens])
      }
      expect(await periods('day', 'UTC')).toEqual([['2037-10-31', 12]])
      expect(await periods('day', 'Asia/Jakarta')).toEqual([
        ['2037-10-31', 7],
        ['2037-11-01', 5],
      ])
      expect(await periods('month', 'Asia/Jakarta')).toEqual([
        ['2037-10', 7],
        ['2037-11', 5],
      ])
      expect(await periods('week', 'Asia/Jakarta')).toEqual([['2037-10-26', 12]])
      const since = (await call(w, 'GET', '/usage?timezone=Asia/Jakarta&since=2037-11-01')).body
      expect(since.totals.output_tokens).toBe(5)
      const until = (await call(w, 'GET', '/usage?timezone=Asia/Jakarta&until=2037-10-31')).body
      expect(until.totals.output_tokens).toBe(7)
      expect((await call(w, 'GET', '/usage?timezone=Nowhere')).body).toMatchObject({ code: 'unknown-timezone' })
    })

    test('usage is told by project, account, tool, and session and model, with names', async () => {
      const w = await open()
      await capture(w, 'one', [used('m1:r1', 7), used('m2:r2', 5, { model: 'claude-haiku-4-5' })])
      expect((await usageBy(w, 'project')).data).toMatchObject([{ project: 'shop', output_tokens: 12 }])
      expect((await usageBy(w, 'account')).data).toMatchObject([{ account: 'Claude Code', output_tokens: 12 }])
      expect((await usageBy(w, 'tool')).data).toMatchObject([{ tool: 'claude-code', output_tokens: 12 }])
      const { data } = await usageBy(w, 'session')
      const names = { tool: 'claude-code', session: 'one', project: 'shop', account: 'Claude Code' }
      expect(data).toHaveLength(2)
      for (const row of data) expect(row).toMatchObject(names)
      expect(data.map((row: { model: string }) => row.model).sort()).toEqual(['claude-haiku-4-5', 'claude-opus-4-6'])
    })

    test('logs of a folder that was told to be an account land on it, those before it too', async () => {
      const w = await open()
      const before = await capture(w, 'before', [used('m1:r1', 7)])
      const work = (await call(w, 'POST', '/accounts', { account_name: 'Work', platform: 'claude' })).body.id
      const profile = { kind: 'profile', value: '/home/ayu/.claude-work/' }
      const said = (await call(w, 'POST', `/accounts/${work}/identities`, profile)).body
      expect(said.sessions_moved).toBe(1)
      expect((await capture(w, 'after', [used('m2:r2', 5)])).account_id).toBe(work)
      const elsewhere = await capture(w, 'elsewhere', [used('m3:r3', 2)], { file: '/home/ayu/.claude-workers/x.jsonl' })
      expect(elsewhere.account_id).toBe(before.account_id)
      expect((await usageBy(w, 'account')).data).toMatchObject([
        { account: 'Work', output_tokens: 12 },
        { account: 'Claude Code', output_tokens: 2 },
      ])
      expect([await booked(w, work), await booked(w, before.account_id)]).toEqual([
        { output: 12, amount: 100 },
        { output: 2, amount: 100 },
      ])
      const path = `/accounts/${work}/identities`
      expect((await call(w, 'GET', path)).body.data).toMatchObject([
        { kind: 'profile', value: '/home/ayu/.claude-work' },
      ])
      expect((await call(w, 'DELETE', `/identities/${said.id}`)).status).toBe(200)
      expect((await call(w, 'DELETE', `/identities/${said.id}`)).status).toBe(404)
      expect((await capture(w, 'later', [used('m4:r4', 1)])).account_id).toBe(before.account_id)
    })

    test('an account that was named by hand keeps its sessions when a folder is told to be of another', async () => {
      const w = await open()
      const mine = (await call(w, 'POST', '/accounts', { account_name: 'Mine', platform: 'claude' })).body.id
      const work = (await call(w, 'POST', '/accounts', { account_name: 'Work', platform: 'claude' })).body.id
      await capture(w, 'one', [used('m1:r1', 7)], { account: { id: mine } })
      const profile = { kind: 'profile', value: '/home/ayu/.claude-work' }
      expect((await call(w, 'POST', `/accounts/${work}/identities`, profile)).body.sessions_moved).toBe(0)
      expect((await usageBy(w, 'account')).data).toMatchObject([{ account: 'Mine' }])
    })

    test('who is signed in tells the account where no folder does', async () => {
      const w = await open()
      const values = { account_name: 'Ayu', platform: 'claude', account_email: 'Ayu@example.com' }
      const ayu = (await call(w, 'POST', '/accounts', values)).body.id
      const gpt = (await call(w, 'POST', '/accounts', { ...values, account_name: 'Ayu GPT', platform: 'chatgpt' })).body
        .id
      expect((await capture(w, 'one', [used('m1:r1', 7)], { email: 'ayu@example.com' })).account_id).toBe(ayu)
      const codex = { email: 'ayu@example.com', tool: 'codex' }
      expect((await capture(w, 'two', [used('m2:r2', 7)], codex)).account_id).toBe(gpt)
      const said = { kind: 'email', value: 'AYU@work.example' }
      await call(w, 'POST', `/accounts/${gpt}/identities`, said)
      expect((await capture(w, 'three', [used('m3:r3', 7)], { email: 'ayu@work.example' })).account_id).toBe(gpt)
      const unknown = await capture(w, 'four', [used('m4:r4', 7)], { email: 'nobody@example.com' })
      expect([ayu, gpt]).not.toContain(unknown.account_id)
    })

    test('a copy of a project counts nothing twice', async () => {
      const w = await open()
      const { project_id } = await capture(w, 'one', [used('m1:r1', 7)])
      const { data } = (await call(w, 'POST', '/private/export-project', { project_id })).body
      await call(w, 'POST', '/private/import-project', { data })
      expect((await usageBy(w, 'day')).totals.output_tokens).toBe(7)
    })
  })
}
