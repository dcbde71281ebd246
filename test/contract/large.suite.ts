import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const turn = (n: number, text: string) => ({
  type: 'turn',
  key: `k${n}`,
  line: n,
  role: 'user',
  kind: 'text',
  text,
  human: true,
})
const capture = (w: WorkspaceUnderTest, turns: readonly object[]) =>
  call(w, 'POST', '/capture', { tool: 'claude-code', session_key: 's', project: { name: 'Stall' }, turns })
const heard = async (w: WorkspaceUnderTest, session: number) =>
  (await call(w, 'GET', `/conversation?session_id=${session}&limit=50`)).body.data.map(
    ({ content }: { content: string }) => content.length,
  )

export function largeSuite(open: OpenWorkspaceUnderTest): void {
  describe('what is very large', () => {
    test('a turn that no row holds is kept whole or refused with its batch, and the session goes on', async () => {
      const w = await open()
      const { session_id } = (await capture(w, [turn(1, 'Count the streets.')])).body
      const large = await capture(w, [turn(2, 'There are twelve.'), turn(3, 'x'.repeat(10_000_000))])
      if (large.status === 200) expect(await heard(w, session_id)).toEqual([18, 17, 10_000_000])
      else {
        expect(large).toMatchObject({ status: 413, body: { code: 'too-large-for-a-row' } })
        expect(await heard(w, session_id)).toEqual([18])
      }
      expect((await capture(w, [turn(4, 'Go on.')])).body.turns_added).toBe(1)
      expect((await call(w, 'GET', `/sessions/${session_id}/brief`)).status).toBe(200)
    })

    test('a batch of 15 MB in turns of the length that `paas import` sends is recorded whole', async () => {
      const w = await open()
      const turns = Array.from({ length: 75 }, (_, n) => turn(n, 'plan '.repeat(40_000)))
      const { status, body } = await capture(w, turns)
      expect([status, body.turns_added]).toEqual([200, 75])
      expect(await heard(w, body.session_id)).toHaveLength(50)
    })

    test('the log is asked for a thing by a name of any length', async () => {
      const w = await open()
      await call(w, 'POST', '/projects', { name: 'Stall' })
      const found = async (subject: string) =>
        (await call(w, 'GET', `/activity-log?subject=${subject}`)).body.data.length
      expect(await found('projects')).toBe(1)
      expect(await found('projects/1')).toBe(1)
      expect(await found('project')).toBe(0)
      expect(await found(`projects/${'9'.repeat(150)}`)).toBe(0)
    })
  })
}
