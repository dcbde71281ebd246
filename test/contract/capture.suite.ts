import { describe, expect, test } from 'vitest'
import type { TurnEvent, UsageEvent } from '../../src/core/transcript/event.ts'
import { call, type OpenWorkspaceUnderTest, START } from '../support/workspace-under-test.ts'

const turn = (n: number, more: Partial<TurnEvent> = {}): TurnEvent => ({
  type: 'turn',
  key: `k${n}`,
  line: n,
  role: 'assistant',
  kind: 'text',
  text: `turn ${n}`,
  at: START + n * 60_000,
  ...more,
})
const usage = (key: string, outputTokens: number): UsageEvent => ({
  type: 'usage',
  key,
  line: 1,
  model: 'claude-x',
  inputTokens: 10,
  outputTokens,
  cacheReadTokens: 1000,
  cacheWriteTokens: 5,
})
const batch = {
  tool: 'claude-code',
  session_key: 'abc',
  meta: { type: 'meta', line: 1, cwd: '/home/ayu/shop', branch: 'main', title: 'Checkout' },
  turns: [
    turn(1, { role: 'user', human: true, text: 'Fix the checkout, please' }),
    turn(2, {
      kind: 'tool_call',
      tool: { name: 'Read', input: { file_path: 'src/pay.ts' } },
      files: [{ path: 'src/pay.ts', touch: 'read' }],
    }),
    turn(3, { kind: 'tool_call', tool: { name: 'Edit' }, files: [{ path: 'src/pay.ts', touch: 'edited' }] }),
    turn(4, {
      role: 'tool',
      kind: 'tool_result',
      failed: true,
      command: { line: 'npm test', exitCode: 1 },
      text: '1 failed',
    }),
  ],
  usage: [usage('r1', 3), usage('r1', 7), usage('r2', 5)],
  last: true,
}

export function captureSuite(open: OpenWorkspaceUnderTest): void {
  describe('capture', () => {
    test('a recorded session becomes project, account, session, conversation, files and usage', async () => {
      const w = await open()
      const { body } = await call(w, 'POST', '/capture', batch)
      expect(body).toMatchObject({ success: true, turns_added: 4, turns_known: 0 })
      const session = (await call(w, 'GET', `/sessions/${body.session_id}`)).body.data
      expect(session).toMatchObject({
        project_name: 'shop',
        account_name: 'Claude Code',
        source_tool: 'claude-code',
        title: 'Checkout',
        git_branch: 'main',
        model: 'claude-x',
        turns: 4,
        status: 'completed',
        duration_minutes: 3,
        started_at: new Date(START + 60_000).toISOString(),
      })
      expect(session.usage).toEqual({
        input_tokens: 20,
        output_tokens: 12,
        cache_read_tokens: 2000,
        cache_write_tokens: 10,
        responses: 2,
      })
      const [file] = (await call(w, 'GET', `/files?project_id=${body.project_id}`)).body.data
      expect(file).toMatchObject({
        file_path: 'src/pay.ts',
        file_type: 'ts',
        reads: 1,
        edits: 1,
        git_status: 'modified',
      })
      const turns = (await call(w, 'GET', `/conversation?session_id=${body.session_id}`)).body.data
      expect(turns.map((t: { turn_number: number }) => t.turn_number)).toEqual([1, 2, 3, 4])
      const later = await call(w, 'GET', `/conversation?session_id=${body.session_id}&after_turn=2`)
      expect(later.body.data).toEqual(turns.slice(2))
      expect(turns[0]).toMatchObject({ role: 'user', human: true, content: 'Fix the checkout, please' })
      expect(turns[3]).toMatchObject({ failed: true, command: { line: 'npm test', exitCode: 1 } })
    })

    test('the same batch again changes nothing', async () => {
      const w = await open()
      const first = (await call(w, 'POST', '/capture', batch)).body
      const before = await Promise.all(
        ['/sessions', '/files', '/conversation', '/projects', '/accounts'].map(p => call(w, 'GET', p)),
      )
      const seq = (await call(w, 'GET', '/activity?limit=1000')).body.data.at(-1).seq
      const second = (await call(w, 'POST', '/capture', batch)).body
      expect(second).toMatchObject({ session_id: first.session_id, turns_added: 0, turns_known: 4 })
      const after = await Promise.all(
        ['/sessions', '/files', '/conversation', '/projects', '/accounts'].map(p => call(w, 'GET', p)),
      )
      expect(after.map(a => a.body)).toEqual(before.map(b => b.body))
      expect((await call(w, 'GET', '/activity?limit=1000')).body.data.at(-1).seq).toBe(seq)
    })

    test('a session that grew takes up only what is new, and its brief follows', async () => {
      const w = await open()
      const { session_id } = (await call(w, 'POST', '/capture', batch)).body
      const more = [
        ...batch.turns,
        turn(5, { role: 'user', human: true, text: 'Never touch the refunds module, legal froze it.' }),
      ]
      const grown = (await call(w, 'POST', '/capture', { ...batch, turns: more })).body
      expect(grown).toMatchObject({ session_id, turns_added: 1, turns_known: 4 })
      const brief = (await call(w, 'GET', `/sessions/${session_id}/brief`)).body.data.markdown
      expect(brief).toContain('Never touch the refunds module')
      expect(brief).toContain('Fix the checkout')
    })

    test('a turn that has grown in its log is taken as it is now', async () => {
      const w = await open()
      const { session_id } = (await call(w, 'POST', '/capture', batch)).body
      const grown = turn(4, { role: 'tool', kind: 'tool_result', text: '1 failed, then a second try: 12 passed' })
      await call(w, 'POST', '/capture', { ...batch, turns: [...batch.turns.slice(0, 3), grown] })
      const turns = (await call(w, 'GET', `/conversation?session_id=${session_id}`)).body.data
      expect(turns).toHaveLength(4)
      expect(turns[3].content).toBe('1 failed, then a second try: 12 passed')
    })

    test('a log without a title is called by what the person asked first, until it has one', async () => {
      const w = await open()
      const { title: _, ...untitled } = batch.meta
      const { session_id } = (await call(w, 'POST', '/capture', { ...batch, meta: untitled })).body
      const title = async () => (await call(w, 'GET', `/sessions/${session_id}`)).body.data.title
      expect(await title()).toBe('Fix the checkout, please')
      await call(w, 'POST', '/capture', { ...batch, turns: [], usage: [] })
      expect(await title()).toBe('Checkout')
    })

    test('sessions of one folder share a project; the project and account a person names are used', async () => {
      const w = await open()
      const first = (await call(w, 'POST', '/capture', batch)).body
      const second = (await call(w, 'POST', '/capture', { ...batch, session_key: 'def' })).body
      expect(second.project_id).toBe(first.project_id)
      const named = (
        await call(w, 'POST', '/capture', {
          ...batch,
          session_key: 'ghi',
          project: { name: 'Mine' },
          account: { name: 'Ayu', platform: 'claude' },
        })
      ).body
      expect((await call(w, 'GET', `/projects/${named.project_id}`)).body.data.name).toBe('Mine')
      expect((await call(w, 'GET', `/accounts/${named.account_id}`)).body.data).toMatchObject({
        account_name: 'Ayu',
        platform: 'claude',
      })
    })
  })
}
