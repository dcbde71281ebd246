import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

async function furnish(w: WorkspaceUnderTest, accounts: object[] = [{ account_name: 'a' }, { account_name: 'b' }]) {
  const project = (await call(w, 'POST', '/projects', { name: 'P', description: 'About P' })).body.id
  const made = (await call(w, 'POST', '/private/batch-create-accounts', { accounts })).body.accounts
  const account = made[0].id
  const session = (
    await call(w, 'POST', '/sessions', { project_id: project, account_id: account, objectives: 'Ship it' })
  ).body.id
  return { project, account, session }
}
const rotate = (w: WorkspaceUnderTest, account: number, project: number, headers = {}) =>
  call(w, 'POST', '/private/auto-rotate', { current_account_id: account, project_id: project }, headers)

export function rotationSuite(open: OpenWorkspaceUnderTest): void {
  describe('rotation', () => {
    test('closes, snapshots, exhausts, claims, opens and briefs as one', async () => {
      const w = await open()
      const { project, account, session } = await furnish(w)
      await call(w, 'POST', '/files', {
        project_id: project,
        file_path: 'src/pay.ts',
        importance: 'critical',
        notes: 'frozen till May',
      })
      const { body } = await rotate(w, account, project)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data).toMatchObject({
        status: 'handed_off',
        completed_at: expect.any(String),
      })
      expect((await call(w, 'GET', `/accounts/${account}`)).body.data).toMatchObject({
        status: 'exhausted',
        in_use: false,
      })
      const [snapshot] = (await call(w, 'GET', `/snapshots?session_id=${session}`)).body.data
      expect(snapshot).toMatchObject({ snapshot_type: 'handoff', compressed_context: body.briefing, file_count: 1 })
      const next = (await call(w, 'GET', `/sessions/${body.session_id}`)).body.data
      expect(next).toMatchObject({ status: 'in_progress', account_name: 'b', session_number: 2, objectives: 'Ship it' })
      expect((await call(w, 'GET', `/handoffs/${body.handoff_id}`)).body.data).toMatchObject({
        status: 'completed',
        session_id: session,
        next_session_id: next.id,
      })
      for (const words of ['About P', 'src/pay.ts', 'frozen till May', 'Ship it'])
        expect(body.briefing).toContain(words)
    })

    test('the same Idempotency-Key again gives the first answer and rotates nothing', async () => {
      const w = await open()
      const { project, account } = await furnish(w, [
        { account_name: 'a' },
        { account_name: 'b' },
        { account_name: 'c' },
      ])
      const first = await rotate(w, account, project, { 'idempotency-key': 'k' })
      const second = await rotate(w, account, project, { 'idempotency-key': 'k' })
      expect(second.body).toEqual(first.body)
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(2)
      const other = await call(
        w,
        'POST',
        '/private/auto-rotate',
        { current_account_id: 2, project_id: project },
        { 'idempotency-key': 'k' },
      )
      expect(other.body.code).toBe('idempotency-key-reused')
    })

    test('a session handed off once is not handed off again', async () => {
      const w = await open()
      const { project, account } = await furnish(w, [
        { account_name: 'a' },
        { account_name: 'b' },
        { account_name: 'c' },
      ])
      const first = await rotate(w, account, project)
      const second = await rotate(w, account, project)
      expect(second.status).toBe(409)
      expect(second.body).toMatchObject({ code: 'already-handed-off', next_session_id: first.body.session_id })
    })

    test('two at once hand one session over once, and claim one account', async () => {
      const w = await open()
      const { project, account } = await furnish(w, [
        { account_name: 'a' },
        { account_name: 'b' },
        { account_name: 'c' },
      ])
      const answers = await Promise.all([rotate(w, account, project), rotate(w, account, project)])
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(2)
      const inUse = (await call(w, 'GET', '/accounts')).body.data.filter((each: { in_use: boolean }) => each.in_use)
      expect(inUse).toHaveLength(1)
    })

    test('says what is missing: no session, no account, no project', async () => {
      const w = await open()
      const { project } = await furnish(w)
      expect((await rotate(w, 2, project)).body.code).toBe('no-session-to-rotate')
      expect((await rotate(w, 99, project)).body.code).toBe('account-not-found')
      expect((await rotate(w, 1, 99)).body.code).toBe('project-not-found')
    })

    test('a project that asks for it rotates by itself when a session reaches its threshold', async () => {
      const w = await open()
      const { project, session } = await furnish(w)
      await call(w, 'PATCH', `/projects/${project}`, { rotate_at: 90 })
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 89 })
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(1)
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 90 })
      const sessions = (await call(w, 'GET', '/sessions')).body.data
      expect(sessions.map((s: { status: string }) => s.status).sort()).toEqual(['handed_off', 'in_progress'])
    })

    test('waiting handoffs are carried out as soon as an account is there, the highest priority first, each once', async () => {
      const w = await open()
      const { project, account, session } = await furnish(w, [{ account_name: 'a' }])
      const later = (await call(w, 'POST', '/accounts', { account_name: 'second' })).body.id
      const other = (await call(w, 'POST', '/sessions', { project_id: project, account_id: later })).body.id
      const low = (await rotate(w, account, project)).body.handoff_id
      expect((await rotate(w, account, project)).body.handoff_id).toBe(low)
      const high = (await call(w, 'POST', '/handoffs', { session_id: other, priority: 9 })).body.id
      await call(w, 'POST', '/accounts', { account_name: 'fresh' })
      const status = async (id: number) => (await call(w, 'GET', `/handoffs/${id}`)).body.data.status
      expect([await status(high), await status(low)]).toEqual(['completed', 'pending'])
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('in_progress')
      await call(w, 'POST', '/accounts', { account_name: 'fresher' })
      expect(await status(low)).toBe('completed')
    })

    describe('taken back', () => {
      const undo = (w: WorkspaceUnderTest, handoff: number) => call(w, 'POST', `/handoffs/${handoff}/undo`)
      const get = async (w: WorkspaceUnderTest, path: string) => (await call(w, 'GET', path)).body.data

      test('leaves everything as it was: the session goes on, its account is not used up, the other is free', async () => {
        const w = await open()
        const { project, account, session } = await furnish(w)
        const [own, others] = [await get(w, `/accounts/${account}`), await get(w, '/sessions')]
        const { handoff_id, session_id, undo_until } = (await rotate(w, account, project)).body
        expect(undo_until).toBe(new Date(START + 600_000).toISOString())
        const undone = await undo(w, handoff_id)
        expect(undone.body.data).toMatchObject({ id: handoff_id, next_session_id: null, undo_until: null })
        expect(await get(w, `/accounts/${account}`)).toEqual(own)
        expect(await get(w, '/sessions')).toEqual(others)
        expect((await call(w, 'GET', `/sessions/${session_id}`)).status).toBe(404)
        expect((await get(w, `/sessions/${session}`)).status).toBe('in_progress')
        expect((await undo(w, handoff_id)).body.code).toBe('handoff-undone')
        expect((await rotate(w, account, project)).status).toBe(200)
      })

      test('keeps what the next session did, and books nothing back', async () => {
        const w = await open()
        const { project, account } = await furnish(w)
        const { handoff_id, session_id, next_account } = (await rotate(w, account, project)).body
        await call(w, 'PATCH', `/sessions/${session_id}`, { credits_used: 7 })
        await undo(w, handoff_id)
        expect(await get(w, `/sessions/${session_id}`)).toMatchObject({
          status: 'failed',
          credits_used: 7,
          handoff_notes: expect.stringContaining('undone'),
        })
        expect(await get(w, `/accounts/${next_account.id}`)).toMatchObject({ credits_available: 93, in_use: false })
      })

      test('is refused after ten minutes, and after the work has gone on from there', async () => {
        const w = await open()
        const { project, account } = await furnish(
          w,
          ['a', 'b', 'c', 'd'].map(account_name => ({ account_name })),
        )
        const first = (await rotate(w, account, project)).body
        await rotate(w, first.next_account.id, project)
        expect((await undo(w, first.handoff_id)).body.code).toBe('went-on-meanwhile')
        const last = (await get(w, '/handoffs'))[0]
        await w.setTime(START + 600_001)
        expect((await undo(w, last.id)).body.code).toBe('undo-too-late')
        await w.setTime(START - 60_000)
        expect((await undo(w, last.id)).status).toBe(200)
      })

      test('is refused where nothing was rotated yet', async () => {
        const w = await open()
        const { project, account } = await furnish(w, [{ account_name: 'a' }])
        const { handoff_id } = (await rotate(w, account, project)).body
        expect((await undo(w, handoff_id)).body.code).toBe('nothing-to-undo')
      })

      test('is a person’s word: the session is not handed over by itself again', async () => {
        const w = await open()
        const { project, session } = await furnish(w)
        await call(w, 'PATCH', `/projects/${project}`, { rotate_at: 90 })
        await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 91 })
        const [{ id }] = await get(w, '/handoffs')
        await undo(w, id)
        await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 92 })
        expect((await get(w, `/sessions/${session}`)).status).toBe('in_progress')
      })
    })

    test('every change is a fact with a sequence number', async () => {
      const w = await open()
      const { project, account } = await furnish(w)
      const before = (await call(w, 'GET', '/activity')).body.data
      await rotate(w, account, project)
      const facts = (await call(w, 'GET', `/activity?since=${before.at(-1).seq}`)).body.data
      expect(facts.map((f: { kind: string }) => f.kind)).toContain('session.handed_off')
      expect(facts[0].seq).toBe(before.at(-1).seq + 1)
      expect(facts[0]).toMatchObject({ actor: 'You', at: new Date(START).toISOString() })
    })
  })
}
