import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000

/** The `n`th turn of a log that is being written. */
const written = (n: number, more: object = {}) => ({
  tool: 'claude-code',
  session_key: 'live-1',
  live: true,
  meta: { type: 'meta', line: 1, cwd: '/home/ayu/shop' },
  turns: [
    { type: 'turn', key: `k${n}`, line: n, role: 'assistant', kind: 'text', text: `turn ${n}`, at: START + n * MINUTE },
  ],
  ...more,
})

const sessionOf = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/sessions/${id}`)).body.data
const accountOf = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}`)).body.data

export function liveSuite(open: OpenWorkspaceUnderTest): void {
  describe('a log that is being written', () => {
    test('is a session in progress, and over when it has been quiet', async () => {
      const w = await open()
      const { session_id, account_id } = (await call(w, 'POST', '/capture', written(1))).body
      expect(await sessionOf(w, session_id)).toMatchObject({ status: 'in_progress', completed_at: null })
      expect((await accountOf(w, account_id)).status).toBe('active')

      await w.setTime(START + 25 * MINUTE)
      await call(w, 'POST', '/capture', written(24))
      await w.setTime(START + 40 * MINUTE)
      await w.ring()
      expect((await sessionOf(w, session_id)).status).toBe('in_progress')

      await w.setTime(START + 56 * MINUTE)
      await w.ring()
      expect(await sessionOf(w, session_id)).toMatchObject({
        status: 'completed',
        completed_at: new Date(START + 24 * MINUTE).toISOString(),
      })
      expect((await accountOf(w, account_id)).status).toBe('available')

      await call(w, 'POST', '/capture', written(60))
      expect((await sessionOf(w, session_id)).status).toBe('in_progress')
    })

    test('never takes up again what was handed over', async () => {
      const w = await open()
      const { session_id } = (await call(w, 'POST', '/capture', written(1))).body
      await call(w, 'PATCH', `/sessions/${session_id}`, { status: 'handed_off' })
      await call(w, 'POST', '/capture', written(2))
      expect((await sessionOf(w, session_id)).status).toBe('handed_off')
    })
  })

  describe('a repository', () => {
    const at = (n: number, session_key: string, place: string, remote?: string) =>
      written(n, { session_key, project: { name: 'shop', place, remote } })

    test('is one project wherever it is checked out', async () => {
      const w = await open()
      const remote = 'github.com/ayu/shop'
      const first = (await call(w, 'POST', '/capture', at(1, 'a', '/home/ayu/shop', remote))).body
      const second = (await call(w, 'POST', '/capture', at(2, 'b', '/Users/ayu/work/shop', remote))).body
      expect(second.project_id).toBe(first.project_id)
      expect((await call(w, 'GET', `/projects/${first.project_id}`)).body.data).toMatchObject({ remote })
    })

    test('is the project that was known by its folder before', async () => {
      const w = await open()
      const before = (await call(w, 'POST', '/capture', at(1, 'a', '/home/ayu/shop'))).body
      const after = (await call(w, 'POST', '/capture', at(2, 'b', '/home/ayu/shop', 'github.com/ayu/shop'))).body
      const elsewhere = (await call(w, 'POST', '/capture', at(3, 'c', '/srv/shop', 'github.com/ayu/shop'))).body
      expect([after.project_id, elsewhere.project_id]).toEqual([before.project_id, before.project_id])
    })
  })
}
