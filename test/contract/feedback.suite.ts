import { describe, expect, test } from 'vitest'
import type { TurnEvent } from '../../src/core/transcript/event.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE_MS = 60_000
const HANDED_OFF = START + 60 * MINUTE_MS

const turn = (n: number, more: Partial<TurnEvent> = {}): TurnEvent => ({
  type: 'turn',
  key: `k${n}`,
  line: n,
  role: 'assistant',
  kind: 'text',
  text: `turn ${n}`,
  at: START + n * MINUTE_MS,
  ...more,
})
const person = (n: number, text: string) => turn(n, { role: 'user', human: true, text })
const opens = (n: number, path: string) =>
  turn(n, {
    kind: 'tool_call',
    text: path,
    tool: { name: 'Read', callId: `c${n}` },
    files: [{ path, touch: 'read' }],
  })
const edits = (n: number, path: string, before: string, after: string) =>
  turn(n, {
    kind: 'tool_call',
    text: path,
    tool: { name: 'Edit', callId: `c${n}`, input: { file_path: path, old_string: before, new_string: after } },
    files: [{ path, touch: 'edited' }],
  })
const searches = (n: number, pattern: string) =>
  turn(n, { kind: 'tool_call', text: pattern, tool: { name: 'Grep', callId: `c${n}`, input: { pattern } } })

const past = [
  person(1, 'Round every stall receipt down to full rupiah. Never touch the refunds module, legal froze it till May.'),
  opens(2, 'src/receipts/rounding.ts'),
  edits(3, 'src/receipts/rounding.ts', 'function roundReceipt() {}', 'function roundReceiptDown() {}'),
  edits(4, 'src/stalls/queue.ts', 'const a = 1', 'function drainStallQueue() {}'),
  turn(5, { text: 'Rounding goes down now in `roundReceiptDown`; the queue still sends twice.' }),
]
const log = (key: string, turns: TurnEvent[], more: object = {}) => ({
  tool: 'claude-code',
  session_key: key,
  meta: { type: 'meta', line: 1, cwd: '/home/ayu/shop' },
  turns,
  ...more,
})
/** Turns of a log that begins a minute after the handoff. */
const later = (turns: TurnEvent[]) => turns.map(t => ({ ...t, at: HANDED_OFF + t.line * MINUTE_MS }))

/** A recorded session, handed over to an account of the same platform. */
async function handOver(w: WorkspaceUnderTest) {
  const first = (await call(w, 'POST', '/capture', log('first', past))).body
  await call(w, 'POST', '/accounts', { account_name: 'claude · dimas', platform: 'claude' })
  await w.setTime(HANDED_OFF)
  const { project_id, account_id: current_account_id } = first
  const { body } = await call(w, 'POST', '/private/auto-rotate', { current_account_id, project_id })
  return { ...body, project_id, first_session: first.session_id } as {
    session_id: number
    handoff_id: number
    briefing: string
    project_id: number
    first_session: number
  }
}
const capture = async (w: WorkspaceUnderTest, batch: object) => (await call(w, 'POST', '/capture', batch)).body
const feedbackOf = async (w: WorkspaceUnderTest, id: number) =>
  (await call(w, 'GET', `/handoffs/${id}/feedback`)).body.data

export function feedbackSuite(open: OpenWorkspaceUnderTest): void {
  describe('who took over', () => {
    test('a log that begins after the handoff, in its project and on its platform, is the session that took over', async () => {
      const w = await open()
      const { session_id } = await handOver(w)
      const begun = await capture(w, log('second', later([person(1, 'Go on')])))
      expect(begun).toMatchObject({ session_id, turns_added: 1 })
      const grown = await capture(w, log('second', later([person(1, 'Go on'), turn(2)])))
      expect(grown).toMatchObject({ session_id, turns_added: 1, turns_known: 1 })
      expect((await call(w, 'GET', `/sessions/${session_id}`)).body.data).toMatchObject({
        status: 'in_progress',
        account_name: 'claude · dimas',
        source_tool: 'claude-code',
        turns: 2,
      })
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(2)
      expect((await call(w, 'GET', '/accounts')).body.data).toHaveLength(2)
    })

    test('a log into which the briefing was pasted is the receiver, whatever its folder and account', async () => {
      const w = await open()
      const { session_id, briefing } = await handOver(w)
      const pasted = log('second', later([person(1, `Please take over.\n\n${briefing}\nThank you`)]), {
        tool: 'codex',
        meta: { type: 'meta', line: 1, cwd: '/home/dimas/copy' },
        account: { name: 'Team seat', platform: 'chatgpt' },
      })
      expect(await capture(w, pasted)).toMatchObject({ session_id })
      expect((await call(w, 'GET', '/projects')).body.data).toHaveLength(1)
    })

    test('of two that were handed over, the log is the one whose briefing it holds', async () => {
      const w = await open()
      const one = await handOver(w)
      const other = log('elsewhere', [person(1, 'Print the price labels of stall 9 in landscape, please')], {
        project: { id: one.project_id },
        account: { name: 'third', platform: 'claude' },
      })
      const { account_id: current_account_id, session_id } = await capture(w, other)
      await call(w, 'POST', '/accounts', { account_name: 'fourth', platform: 'claude' })
      const rotation = { current_account_id, project_id: one.project_id, session_id }
      const two = (await call(w, 'POST', '/private/auto-rotate', rotation)).body
      expect(await capture(w, log('b', later([person(1, one.briefing)])))).toMatchObject({ session_id: one.session_id })
      expect(await capture(w, log('a', later([person(1, two.briefing)])))).toMatchObject({ session_id: two.session_id })
    })

    test.each([
      ['began before the handoff', (brief: string) => log('x', [person(1, brief)])],
      ['begins a week later', () => log('x', [{ ...person(1, 'Go on'), at: HANDED_OFF + 7 * 24 * 60 * MINUTE_MS }])],
      ['has no times', () => log('x', [{ ...person(1, 'Go on'), at: undefined }])],
      ['stands in another folder', () => log('x', later([turn(1)]), { meta: { type: 'meta', line: 1, cwd: '/b' } })],
      ['is of another platform', () => log('x', later([turn(1)]), { tool: 'codex' })],
      ['is of an account that was named', () => log('x', later([turn(1)]), { account: { name: 'claude · ayu' } })],
      [
        'was put into a project by name',
        (brief: string) => log('x', later([person(1, brief)]), { project: { name: 'Mine' } }),
      ],
      [
        'holds the briefing of something else',
        () =>
          log('x', later([person(1, '# 🔄 AUTO-ROTATION HANDOFF - shop\nA line that no briefing here holds')]), {
            tool: 'codex',
          }),
      ],
    ])('a log that %s is a session of its own', async (_, make) => {
      const w = await open()
      const { session_id, briefing } = await handOver(w)
      expect((await capture(w, make(briefing))).session_id).not.toBe(session_id)
      expect((await call(w, 'GET', `/sessions/${session_id}`)).body.data).toMatchObject({ source_tool: null, turns: 0 })
    })

    test('a session that has turns already takes up no log, nor does a second log the same session', async () => {
      const w = await open()
      const { session_id } = await handOver(w)
      await call(w, 'POST', '/conversation', { session_id, role: 'user', content: 'I went on by hand' })
      expect((await capture(w, log('second', later([turn(1)])))).session_id).not.toBe(session_id)
      const v = await open()
      const handed = await handOver(v)
      expect((await capture(v, log('second', later([turn(1)])))).session_id).toBe(handed.session_id)
      expect((await capture(v, log('third', later([turn(1)])))).session_id).not.toBe(handed.session_id)
    })
  })

  describe('feedback', () => {
    const receiving = (briefing: string) =>
      later([
        person(1, briefing),
        turn(2, { text: 'The goal: receipts rounded down in `roundReceiptDown`. First I look at the queue.' }),
        opens(3, 'src/stalls/queue.ts'),
        turn(4, {
          role: 'tool',
          kind: 'tool_result',
          text: 'function drainStallQueue() {}',
          tool: { name: 'Read', callId: 'c3' },
        }),
        opens(5, 'src/receipts/rounding.ts'),
        searches(6, 'roundReceiptDown'),
        edits(7, 'src/stalls/queue.ts', 'function drainStallQueue() {}', 'function drainStallQueueOnce() {}'),
      ])

    test('what the receiver opens or searches again is counted as its turns come, and told as a fact', async () => {
      const w = await open()
      const { handoff_id, briefing } = await handOver(w)
      const row = async () => (await call(w, 'GET', `/handoffs/${handoff_id}`)).body.data.feedback
      expect(await row()).toBeNull()
      expect(await feedbackOf(w, handoff_id)).toBeNull()
      const turns = receiving(briefing)
      await capture(w, log('second', turns.slice(0, 3)))
      expect(await row()).toMatchObject({ reasked: 1, opened: 1 })
      const seq = (await call(w, 'GET', '/activity?limit=1000')).body.data.at(-1).seq
      await capture(w, log('second', turns))
      // The queue was opened to change it: that is work.
      expect(await row()).toEqual({ items: 3, reasked: 2, asked: 0, opened: 1, searched: 1 })
      const { list, closed } = await feedbackOf(w, handoff_id)
      expect(list).toMatchObject([
        { kind: 'opened', text: 'src/receipts/rounding.ts', turn: 5, inBrief: true, fact: 'files', pastTurn: 3 },
        { kind: 'searched', text: 'roundReceiptDown', turn: 6, inBrief: true, fact: 'file changes', pastTurn: 3 },
      ])
      expect(closed).toBe(false)
      const facts = (await call(w, 'GET', `/activity?since=${seq}`)).body.data
      expect(facts.map((f: { kind: string }) => f.kind)).toContain('handoff.measured')
      expect((await call(w, 'GET', '/handoffs')).body.data[0].feedback).toMatchObject({ items: 3, reasked: 2 })
    })

    test('a person who has to say a thing again, and a question they had answered, count; typed turns do too', async () => {
      const w = await open()
      const { handoff_id, session_id } = await handOver(w)
      const say = (role: string, content: string) => call(w, 'POST', '/conversation', { session_id, role, content })
      await say('assistant', 'Should I round every stall receipt down to full rupiah?')
      await say('user', 'Yes. And I say again: never touch the refunds module that legal froze.')
      const { asked, list } = await feedbackOf(w, handoff_id)
      expect(asked).toBe(2)
      expect(list.map((r: { turn: number }) => r.turn)).toEqual([1, 2])
    })

    test('after the first turns nothing changes the measure any more', async () => {
      const w = await open()
      const { handoff_id, briefing } = await handOver(w)
      const filler = Array.from({ length: 60 }, (_, i) => turn(8 + i))
      await capture(w, log('second', later([...receiving(briefing), ...filler])))
      const before = await feedbackOf(w, handoff_id)
      expect(before).toMatchObject({ closed: true, reasked: 2 })
      await w.setTime(HANDED_OFF + 24 * 60 * MINUTE_MS)
      const late = [opens(90, 'src/receipts/rounding.ts'), searches(91, 'drainStallQueue')]
      await capture(w, log('second', later(late)))
      expect(await feedbackOf(w, handoff_id)).toEqual(before)
    })

    test('it moves with its project', async () => {
      const from = await open()
      const { handoff_id, briefing, project_id } = await handOver(from)
      await capture(from, log('second', receiving(briefing)))
      const { data } = (await call(from, 'POST', '/private/export-project', { project_id })).body
      const to = await open()
      await call(to, 'POST', '/private/import-project', { data })
      const [moved] = (await call(to, 'GET', '/handoffs')).body.data
      expect(await feedbackOf(to, moved.id)).toEqual(await feedbackOf(from, handoff_id))
    })

    test('a handoff that does not exist has none', async () => {
      const w = await open()
      expect((await call(w, 'GET', '/handoffs/7/feedback')).body.code).toBe('handoff-not-found')
    })
  })
}
