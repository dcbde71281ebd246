import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START } from '../support/workspace-under-test.ts'

const DAY_MS = 86_400_000

/** The three workflows of the specified API. */
export function workflowsSuite(open: OpenWorkspaceUnderTest): void {
  describe('the three workflows', () => {
    test('new project: from creation to a weekly review that says optimal', async () => {
      const w = await open()
      const project = (
        await call(w, 'POST', '/projects', { name: 'Toko Online', description: 'Marketplace for batik' })
      ).body.id
      const batch = await call(w, 'POST', '/private/batch-create-accounts', {
        accounts: [
          { account_name: 'genspark-01', specialization: 'Frontend' },
          { account_name: 'genspark-02', specialization: 'Backend' },
          { account_name: 'genspark-03', specialization: 'Frontend' },
        ],
      })
      expect(batch.body.message).toBe('Created 3 accounts')
      expect(batch.body.accounts[0]).toEqual({ name: 'genspark-01', id: expect.any(Number) })
      const best = (
        await call(w, 'POST', '/private/select-best-account', { specialization: 'Frontend', min_credits: 80 })
      ).body
      expect(best.data).toMatchObject({ credits_available: 100, specialization: 'Frontend', platform: 'genspark' })
      const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: best.data.id })).body
      expect(session).toMatchObject({ success: true, session_number: 1 })
      await call(w, 'PATCH', `/sessions/${session.id}`, {
        credits_used: 88,
        accomplishments: 'Checkout page with three payment methods',
        blockers: 'QRIS sandbox answers 502',
        handoff_notes: 'Next: retry policy for QRIS, then the order list',
      })
      const rotated = (
        await call(w, 'POST', '/private/auto-rotate', { current_account_id: best.data.id, project_id: project })
      ).body
      expect(rotated.success).toBe(true)
      expect(rotated.next_account).toMatchObject({
        account_name: 'genspark-03',
        credits_available: 100,
        specialization: 'Frontend',
      })
      const { briefing } = rotated
      expect(briefing.split('\n')[0]).toBe('# 🔄 AUTO-ROTATION HANDOFF - Toko Online')
      for (const part of [
        best.data.account_name,
        'genspark-03',
        'Marketplace for batik',
        'three payment methods',
        'QRIS sandbox answers 502',
        'retry policy',
      ]) {
        expect(briefing).toContain(part)
      }
      const review = (await call(w, 'POST', '/private/analyze-credits', { project_id: project, days: 7 })).body.data
      expect(review).toMatchObject({
        total_sessions: 1,
        total_credits: 88,
        avg_credits_per_session: 88,
        efficiency_score: 'optimal',
      })
      expect(review.recommendations).toContain('Excellent! Keep this pattern.')
      const accounts = (await call(w, 'GET', '/accounts')).body.data
      expect(accounts.find((a: { id: number }) => a.id === best.data.id)).toMatchObject({
        status: 'exhausted',
        credits_available: 12,
      })
      expect(accounts.find((a: { account_name: string }) => a.account_name === 'genspark-03').status).toBe('active')
    })

    test('a day with five projects: stats, sessions on specialised accounts, rotation, completion, analytics, export', async () => {
      const w = await open()
      const projects: number[] = []
      for (let i = 1; i <= 5; i++) projects.push((await call(w, 'POST', '/projects', { name: `Project ${i}` })).body.id)
      const skills = ['Frontend', 'Backend', 'Database', 'Frontend', 'Backend', 'Database']
      await call(w, 'POST', '/private/batch-create-accounts', {
        accounts: skills.map((specialization, i) => ({ account_name: `acc-${i + 1}`, specialization })),
      })
      expect((await call(w, 'GET', '/stats')).body.data).toMatchObject({
        active_projects: 5,
        active_accounts: 6,
        total_credits: 0,
        total_sessions: 0,
      })
      const sessions = []
      for (const [i, specialization] of ['Frontend', 'Backend', 'Database'].entries()) {
        const { id } = (await call(w, 'POST', '/private/select-best-account', { specialization })).body.data
        const session = (await call(w, 'POST', '/sessions', { project_id: projects[i], account_id: id })).body
        sessions.push({ ...session, account: id, project: projects[i] })
      }
      for (const { id, account, project } of sessions.slice(0, 2)) {
        await call(w, 'PATCH', `/sessions/${id}`, { credits_used: 90 })
        const next = await call(w, 'POST', '/private/auto-rotate', { current_account_id: account, project_id: project })
        expect(next.body.success).toBe(true)
      }
      const done = (await call(w, 'PATCH', `/sessions/${sessions[2].id}`, { status: 'completed', credits_used: 65 }))
        .body.data
      expect(done).toMatchObject({ status: 'completed', credits_used: 65 })
      expect(done.completed_at).toMatch(/Z$/)
      for (const id of projects) {
        const week = await call(w, 'POST', '/private/analyze-credits', { project_id: id, days: 7 })
        expect(week.body.success).toBe(true)
      }
      expect((await call(w, 'GET', '/stats')).body.data).toMatchObject({ total_credits: 245, total_sessions: 5 })
      const exported = (await call(w, 'POST', '/private/export-project', { project_id: projects[0] })).body.data
      expect(exported.sessions).toHaveLength(2)
      expect(exported.snapshots).toHaveLength(1)
      expect(exported.handoffs).toHaveLength(1)
      expect(JSON.stringify(exported)).not.toContain('account_email')
    })

    test('every account used up: a clear answer, when the next returns, and the handoff carried out by itself then', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Night shift' })).body.id
      const account = (await call(w, 'POST', '/accounts', { account_name: 'only-one' })).body.id
      await call(w, 'POST', '/accounts', { account_name: 'empty', credits_available: 3 })
      const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.id
      await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 95, accomplishments: 'Import of suppliers' })

      const select = await call(w, 'POST', '/private/select-best-account', {})
      expect(select.status).toBeGreaterThanOrEqual(400)
      expect(select.body).toMatchObject({
        success: false,
        error: 'No available accounts with sufficient credits',
        suggestion: 'Use backup accounts or wait for credit refresh',
        next_at: '2037-11-24T00:00:00.000Z',
      })
      const before = (await call(w, 'GET', `/sessions/${session}`)).body.data
      const refused = await call(w, 'POST', '/private/auto-rotate', {
        current_account_id: account,
        project_id: project,
      })
      expect(refused.body).toMatchObject({
        success: false,
        error: 'No available accounts for rotation',
        next_at: '2037-11-24T00:00:00.000Z',
        handoff_id: expect.any(Number),
      })
      expect(Number(refused.headers.get('retry-after'))).toBe(15 * 3600)
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data).toEqual(before)
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(1)
      expect((await call(w, 'GET', '/snapshots')).body.data).toHaveLength(0)

      await w.setTime(START + DAY_MS)
      await w.ring()
      const handoff = (await call(w, 'GET', `/handoffs/${refused.body.handoff_id}`)).body.data
      expect(handoff).toMatchObject({ status: 'completed', session_id: session, next_session_id: expect.any(Number) })
      expect((await call(w, 'GET', `/sessions/${session}`)).body.data.status).toBe('handed_off')
      expect((await call(w, 'GET', `/sessions/${handoff.next_session_id}`)).body.data.status).toBe('in_progress')
      expect(handoff.handoff_context).toContain('Import of suppliers')
    })

    test('context lost: the briefing is written again from the record', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Lost' })).body.id
      const exported = (await call(w, 'POST', '/private/export-project', { project_id: project })).body.data
      const answer = await call(w, 'POST', '/handoff/compress', {
        project_id: project,
        context: `User: Keep the API under /v2, never touch /v1.\nAssistant: Done: /v2/orders answers.\n${JSON.stringify(exported)}`,
        credits_used: 40,
      })
      expect(answer.body.briefing.split('\n')[0]).toBe('# 🔄 CONTEXT HANDOFF - Lost')
      expect(answer.body.briefing).toContain('never touch /v1')
    })

    test.each([
      [[65, 68, 62, 70, 58], 64.6, 'needs_improvement', 'Extend sessions to at least 85 credits'],
      [[87, 90, 88, 86, 91], 88.4, 'optimal', 'Excellent! Keep this pattern.'],
    ])('efficiency of %j is %d: %s', async (credits, average, score, words) => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'Weekly' })).body.id
      for (const [i, used] of credits.entries()) {
        const account = (await call(w, 'POST', '/accounts', { account_name: `a${i}` })).body.id
        const { id } = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body
        await call(w, 'PATCH', `/sessions/${id}`, { credits_used: used, status: 'completed' })
      }
      const { data } = (await call(w, 'POST', '/private/analyze-credits', { project_id: project })).body
      expect(data).toMatchObject({ total_sessions: 5, avg_credits_per_session: average, efficiency_score: score })
      expect(data.recommendations).toContain(words)
    })
  })
}
