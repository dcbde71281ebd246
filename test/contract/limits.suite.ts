import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000

/** A project with these settings, a session of it on `a`, and other accounts that are free. */
async function furnish(w: WorkspaceUnderTest, settings: object, others: readonly object[] = [{ account_name: 'b' }]) {
  const project = (await call(w, 'POST', '/projects', { name: 'P', ...settings })).body.id
  const account = (await call(w, 'POST', '/accounts', { account_name: 'a' })).body.id
  for (const other of others) await call(w, 'POST', '/accounts', other)
  const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.id
  return { project, account, session }
}
const sessions = async (w: WorkspaceUnderTest) => (await call(w, 'GET', '/sessions?limit=50')).body.data
const facts = async (w: WorkspaceUnderTest, kind: string) =>
  (await call(w, 'GET', '/activity?since=0')).body.data.filter((fact: { kind: string }) => fact.kind === kind)
const use = (w: WorkspaceUnderTest, session: number, credits_used: number) =>
  call(w, 'PATCH', `/sessions/${session}`, { credits_used })
const read = (w: WorkspaceUnderTest, account: number, used_percent: number, window = '5h') =>
  call(w, 'POST', `/accounts/${account}/readings`, {
    window,
    used_percent,
    resets_at: new Date(START + 300 * MINUTE).toISOString(),
  })
const snapshots = async (w: WorkspaceUnderTest) =>
  (await call(w, 'GET', '/snapshots')).body.data.map((each: { snapshot_type: string }) => each.snapshot_type)

export function limitsSuite(open: OpenWorkspaceUnderTest): void {
  describe('a session on its way to the limit of its project', () => {
    test('is prepared at 70, warned of at 85 and handed over at 90 credits, each once', async () => {
      const w = await open()
      const { session } = await furnish(w, { rotate_at: 90 })
      await use(w, session, 69)
      expect(await snapshots(w)).toEqual([])
      await use(w, session, 70)
      await use(w, session, 75)
      expect(await snapshots(w)).toEqual(['checkpoint'])
      expect(await facts(w, 'session.nears_limit')).toEqual([])
      await use(w, session, 85)
      await use(w, session, 88)
      expect(await facts(w, 'session.nears_limit')).toMatchObject([
        { subject_id: session, data: { window: 'credits', percent: 85, rotates_at: 90 } },
      ])
      expect(await sessions(w)).toHaveLength(1)
      await use(w, session, 90)
      expect((await sessions(w)).map((s: { status: string }) => s.status).sort()).toEqual(['handed_off', 'in_progress'])
      expect(await facts(w, 'session.nears_limit')).toHaveLength(1)
    })

    test('is handed over by a reading of any window of its account, as live usage comes in', async () => {
      const w = await open()
      const { account, session } = await furnish(w, { rotate_percent: 80, warn_percent: 60, prepare_percent: 50 })
      await read(w, account, 55)
      expect(await snapshots(w)).toEqual(['checkpoint'])
      await read(w, account, 62, 'weekly')
      expect(await facts(w, 'session.nears_limit')).toMatchObject([{ data: { window: 'weekly', percent: 62 } }])
      await w.setTime(START + MINUTE)
      await read(w, account, 81, 'weekly')
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('handed_off')
    })

    test('looks at the window that its project names only, in whatever unit', async () => {
      const w = await open()
      const { account, session } = await furnish(w, { rotate_percent: 90, rotate_window: 'budget' })
      const budget = { name: 'budget', unit: 'usd', capacity: 10, renewal: { kind: 'prepaid' } }
      await call(w, 'POST', `/accounts/${account}/windows`, budget)
      await read(w, account, 97)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('in_progress')
      await call(w, 'POST', `/accounts/${account}/readings`, { window: 'budget', remaining: 0.9, unit: 'usd' })
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('handed_off')
    })

    test('that was opened by a hand-over is left in peace for a while, then handed over by itself', async () => {
      const w = await open()
      const { project, session } = await furnish(w, { rotate_at: 90 }, [{ account_name: 'b' }, { account_name: 'c' }])
      await use(w, session, 90)
      const next = (await sessions(w)).find((s: { status: string }) => s.status === 'in_progress')
      await use(w, next.id, 90)
      // The account has 10 left: it is not used up, and nothing flaps.
      expect((await call(w, 'GET', `/sessions/${next.id}`)).body.data.status).toBe('in_progress')
      await w.setTime(START + 5 * MINUTE)
      await w.ring()
      expect((await call(w, 'GET', `/sessions/${next.id}`)).body.data.status).toBe('handed_off')
      expect((await call(w, 'GET', `/projects/${project}`)).body.data.total_sessions).toBe(3)
    })

    test('whose account is used up does not wait for the end of that while', async () => {
      const w = await open()
      const { session } = await furnish(w, { rotate_at: 90 }, [{ account_name: 'b' }, { account_name: 'c' }])
      await use(w, session, 90)
      const next = (await sessions(w)).find((s: { status: string }) => s.status === 'in_progress')
      await use(w, next.id, 99)
      await w.setTime(START + 20_000)
      await w.ring()
      expect((await call(w, 'GET', `/sessions/${next.id}`)).body.data.status).toBe('handed_off')
    })

    test('is not handed over to an account that has less left', async () => {
      const w = await open()
      const { account, session } = await furnish(w, { rotate_percent: 80, warn_percent: 75 }, [
        { account_name: 'b', credits_available: 12 },
      ])
      await read(w, account, 82)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('in_progress')
      await w.setTime(START + MINUTE)
      await read(w, account, 95)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('handed_off')
    })

    test('of a paused project stays where it is', async () => {
      const w = await open()
      const { session } = await furnish(w, { rotate_at: 90, status: 'paused' })
      await use(w, session, 95)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('in_progress')
    })

    test('goes round no circle: in one minute no account is given the same work twice', async () => {
      const w = await open()
      const { project, session } = await furnish(w, { rotate_at: 90 }, [{ account_name: 'b' }, { account_name: 'c' }])
      let current = session
      const seen: string[] = []
      for (let turn = 0; turn < 5; turn++) {
        const { account_id, account_name, status } = (await call(w, 'GET', `/sessions/${current}`)).body.data
        if (status !== 'in_progress') break
        seen.push(account_name)
        await call(w, 'POST', '/private/auto-rotate', { current_account_id: account_id, project_id: project })
        current = (await sessions(w)).find((s: { status: string }) => s.status === 'in_progress').id
        await w.setTime(START + (turn + 1) * 10_000)
      }
      expect(seen.slice(0, 3)).toEqual(['a', 'b', 'c'])
      expect(new Set(seen.slice(0, 3)).size).toBe(3)
      expect(seen.slice(3).every(name => name === 'c')).toBe(true)
      expect((await call(w, 'GET', '/handoffs?status=pending')).body.data).toHaveLength(1)
    })

    test('thresholds that are out of order are refused', async () => {
      const w = await open()
      const { project } = await furnish(w, {})
      const wrong = { rotate_percent: 60 }
      expect((await call(w, 'PATCH', `/projects/${project}`, wrong)).body.code).toBe('thresholds-out-of-order')
      expect((await call(w, 'POST', '/projects', { name: 'Q', ...wrong })).body.code).toBe('thresholds-out-of-order')
      expect((await call(w, 'GET', '/projects')).body.data).toHaveLength(1)
    })
  })
}
