import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest } from '../support/workspace-under-test.ts'

export function demoSuite(open: OpenWorkspaceUnderTest): void {
  describe('the demo', () => {
    test('fills an empty workspace so that handing over is the obvious next step', async () => {
      const w = await open()
      expect((await call(w, 'POST', '/demo', {})).body).toMatchObject({
        success: true,
        projects: 3,
        accounts: 8,
        sessions: 15,
      })
      const running = (await call(w, 'GET', '/sessions?status=in_progress')).body.data
      const session = running.find((s: { title: string }) => s.title === 'Offline checkout')
      expect(session).toMatchObject({ credits_used: 86, project_name: 'Warung POS', account_name: 'genspark · ayu' })
      const waiting = (await call(w, 'GET', '/handoffs?status=pending')).body.data
      expect(waiting).toHaveLength(1)
      const statuses = (await call(w, 'GET', '/accounts')).body.data.map((a: { status: string }) => a.status)
      expect(new Set(statuses)).toEqual(new Set(['active', 'available', 'exhausted', 'blocked']))

      const { account_id, project_id } = session
      const { body } = await call(w, 'POST', '/private/auto-rotate', { current_account_id: account_id, project_id })
      expect(body.next_account.account_name).toBe('genspark · dimas')
      for (const words of ['integers in rupiah', 'stall 7', 'src/legacy/printer.ts', 'oldestSoldAt'])
        expect(body.briefing).toContain(words)
    })

    test('is refused where work is, and changes nothing', async () => {
      const w = await open()
      await call(w, 'POST', '/projects', { name: 'Mine' })
      expect((await call(w, 'POST', '/demo', {})).body).toMatchObject({ success: false, code: 'workspace-not-empty' })
      expect((await call(w, 'GET', '/projects')).body.data).toHaveLength(1)
    })
  })
}
