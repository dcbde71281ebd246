/** Who did what: every route that writes leaves its entry, and nothing that was written can be changed unseen. */
import { describe, expect, it } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
const log = async (w: WorkspaceUnderTest, query = ''): Promise<any[]> =>
  (await call(w, 'GET', `/activity-log${query}`)).body.data

export function activityLogSuite(open: OpenWorkspaceUnderTest): void {
  describe('the activity log', () => {
    it('has who did what to which thing and when, newest first; reading leaves nothing', async () => {
      const w = await open()
      const { body } = await call(w, 'POST', '/accounts', { account_name: 'a', account_email: 'a@example.org' })
      await call(w, 'PATCH', `/accounts/${body.id}`, { notes: 'a secret thought' })
      await call(w, 'GET', '/accounts')
      await call(w, 'POST', '/private/plan', { credits: 1, by: new Date(START + 3_600_000).toISOString() })
      await call(w, 'DELETE', `/accounts/${body.id}`)
      const entries = await log(w)
      expect(entries.map(({ action, subject }) => [action, subject])).toEqual([
        ['DELETE /api/accounts/{id}', 'accounts/1'],
        ['PATCH /api/accounts/{id}', 'accounts/1'],
        ['POST /api/accounts', 'accounts/1'],
      ])
      expect(entries[0]).toMatchObject({ seq: 3, person_id: 'local', actor: 'You', via: null, address: null })
      expect(JSON.stringify(entries)).not.toMatch(/secret thought|a@example/)
      expect(entries[1].data).toEqual({ fields: ['notes'] })
    })

    it('has nothing of what was refused or failed, and a repeated request once', async () => {
      const w = await open()
      await call(w, 'POST', '/projects', { name: '' })
      await call(w, 'DELETE', '/projects/7')
      for (let n = 0; n < 2; n++) await call(w, 'POST', '/projects', { name: 'x' }, { 'idempotency-key': 'once' })
      expect(await log(w)).toHaveLength(1)
    })

    it('is found by person, thing, kind of thing, action and time, page by page', async () => {
      const w = await open()
      for (const name of ['a', 'b', 'c']) await call(w, 'POST', '/projects', { name })
      await w.setTime(START + 60_000)
      await call(w, 'POST', '/accounts', { account_name: 'a' })
      const minute = new Date(START + 30_000).toISOString()
      expect(await log(w, '?subject=projects')).toHaveLength(3)
      expect(await log(w, '?subject=projects/2')).toHaveLength(1)
      expect(await log(w, '?subject=project')).toHaveLength(0)
      expect(await log(w, `?since=${minute}`)).toMatchObject([{ subject: 'accounts/1' }])
      expect(await log(w, `?until=${minute}`)).toHaveLength(3)
      expect(await log(w, '?person=local')).toHaveLength(4)
      expect(await log(w, '?person=somebody')).toHaveLength(0)
      expect(await log(w, `?action=${encodeURIComponent('POST /api/projects')}`)).toHaveLength(3)
      const { body } = await call(w, 'GET', '/activity-log?limit=3')
      expect(await log(w, `?limit=3&cursor=${body.next_cursor}`)).toMatchObject([{ seq: 1 }])
      expect((await call(w, 'GET', '/activity-log?cursor=x')).status).toBe(400)
    })

    it('has what paas did by itself under its own name', async () => {
      const w = await open()
      await call(w, 'POST', '/projects', { name: 'p', rotate_at: 90 })
      for (const account_name of ['first', 'second']) await call(w, 'POST', '/accounts', { account_name })
      await call(w, 'POST', '/sessions', { project_id: 1, account_id: 1 })
      await call(w, 'PATCH', '/sessions/1', { credits_used: 95 })
      await w.ring()
      expect(await log(w, '?person=paas')).toMatchObject([
        { actor: 'paas', action: 'session.handed_off', subject: 'sessions/1' },
      ])
    })

    it('is a chain: each entry holds the one before it', async () => {
      const w = await open()
      const verify = async () => (await call(w, 'GET', '/activity-log/verify')).body.data
      expect(await verify()).toMatchObject({ entries: 0, first_bad: null })
      for (let n = 0; n < 5; n++) await call(w, 'POST', '/projects', { name: `p${n}` })
      const [newest] = await log(w)
      expect(await verify()).toEqual({ entries: 5, first_bad: null, head: newest.hash })
    })
  })
}
