import { describe, expect, test } from 'vitest'
import { countTokens } from '../../src/core/brief/index.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000
const DAY = 86_400_000
const NOTHING = { value: null, sessions: 0 }

const post = async (w: WorkspaceUnderTest, path: string, body: object) => (await call(w, 'POST', path, body)).body
const analyze = async (w: WorkspaceUnderTest, project_id: number, days = 30) =>
  (await post(w, '/private/analyze-credits', { project_id, days })).data

async function start(open: OpenWorkspaceUnderTest) {
  const w = await open()
  const project: number = (await post(w, '/projects', { name: 'Stalls' })).id
  const account = async (account_name: string, platform = 'claude'): Promise<number> =>
    (await post(w, '/accounts', { account_name, platform })).id
  const session = async (account_id: number, change?: object, more: object = {}): Promise<number> => {
    const { id } = await post(w, '/sessions', { project_id: project, account_id, ...more })
    if (change) await call(w, 'PATCH', `/sessions/${id}`, change)
    return id
  }
  /** A recorded session of the project; `cost` USD as its log states it, `model` where only a price table could say. */
  const recorded = (key: string, account: string, usage: { cost?: number; model?: string }) =>
    post(w, '/capture', {
      tool: 'opencode',
      session_key: key,
      project: { id: project },
      account: { name: account, platform: 'claude' },
      turns: [{ type: 'turn', key: 'k', line: 1, role: 'user', kind: 'text', text: `do ${key}`, at: START }],
      usage: [
        {
          type: 'usage',
          key: `${key}:1`,
          line: 1,
          model: usage.model ?? 'claude-opus-4-6',
          inputTokens: 10,
          outputTokens: 20,
          cacheReadTokens: 0,
          cacheWriteTokens: 0,
          costUsd: usage.cost,
          at: START,
        },
      ],
      last: true,
    })
  const say = (session_id: number, role: string, content: string) =>
    post(w, '/conversation', { session_id, role, content })
  return { w, project, account, session, recorded, say }
}

export function analyticsSuite(open: OpenWorkspaceUnderTest): void {
  describe('analytics', () => {
    test('of a project without a past every figure beside the score is null, from no session', async () => {
      const { w, project } = await start(open)
      expect(await analyze(w, project)).toEqual({
        total_sessions: 0,
        total_credits: 0,
        avg_credits_per_session: 0,
        min_credits: 0,
        max_credits: 0,
        efficiency_score: 'needs_improvement',
        recommendations: ['No session used credits in this period.'],
        credits: NOTHING,
        cost_usd: NOTHING,
        credits_per_finished_session: NOTHING,
        cost_usd_per_finished_session: NOTHING,
        wasted_at_resets: { ...NOTHING, resets: 0 },
        handoff_gap_minutes: { ...NOTHING, total: null },
        reexplained_tokens: { ...NOTHING, per_handoff: null },
        fetched_again: NOTHING,
        trend: [],
        per_account: [],
        per_platform: [],
        per_session_type: [],
      })
    })

    test('a finished session is one that was completed or handed off; one of unknown credits counts in no figure of them', async () => {
      const { w, project, account, session } = await start(open)
      await session(await account('a'), { credits_used: 80, status: 'completed' })
      await session(await account('b'), { credits_used: 90, status: 'handed_off' })
      await session(await account('c'), { credits_used: 10, status: 'failed' })
      await session(await account('d'), { credits_used: 20 })
      await session(await account('e'), { status: 'completed' })
      expect(await analyze(w, project)).toMatchObject({
        total_sessions: 4,
        avg_credits_per_session: 50,
        credits: { value: 200, sessions: 4 },
        credits_per_finished_session: { value: 85, sessions: 2 },
      })
    })

    test('a session with tokens of an unknown price has no known cost: it makes no average cheaper', async () => {
      const { w, project, recorded } = await start(open)
      const ids = [
        await recorded('one', 'Team seat', { cost: 2 }),
        await recorded('two', 'Team seat', { cost: 4 }),
        await recorded('three', 'Team seat', { model: 'a-model-of-no-table' }),
      ]
      for (const { session_id } of ids) await call(w, 'PATCH', `/sessions/${session_id}`, { status: 'completed' })
      expect(await analyze(w, project)).toMatchObject({
        total_sessions: 0,
        credits: NOTHING,
        cost_usd: { value: 6, sessions: 2 },
        cost_usd_per_finished_session: { value: 3, sessions: 2 },
        per_platform: [{ platform: 'claude', sessions: 3, cost_usd: { value: 6, sessions: 2 } }],
      })
    })

    test('each week, account, platform and type of session has its own figures, the oldest first', async () => {
      const { w, project, account, session } = await start(open)
      const [ayu, seat] = [await account('ayu'), await account('seat', 'chatgpt')]
      await session(ayu, { credits_used: 60, status: 'completed' })
      await w.setTime(START + 7 * DAY)
      await session(seat, { credits_used: 90, status: 'completed' }, { session_type: 'bugfix' })
      await session(ayu, { credits_used: 30, status: 'failed' })
      const { trend, per_account, per_platform, per_session_type } = await analyze(w, project)
      const first = { sessions: 1, credits_per_finished_session: { value: 60, sessions: 1 } }
      const second = { sessions: 2, credits_per_finished_session: { value: 90, sessions: 1 }, cost_usd: NOTHING }
      expect(trend).toMatchObject([
        { week: '2037-W48', ...first, credits: { value: 60, sessions: 1 } },
        { week: '2037-W49', ...second, credits: { value: 120, sessions: 2 } },
      ])
      expect(per_account).toMatchObject([{ account_name: 'ayu', sessions: 2 }, { account_name: 'seat' }])
      expect(per_platform).toMatchObject([
        { platform: 'claude', credits: { value: 90, sessions: 2 } },
        { platform: 'chatgpt', credits: { value: 90, sessions: 1 } },
      ])
      expect(per_session_type).toMatchObject([{ session_type: 'development' }, { session_type: 'bugfix' }])
      expect((await analyze(w, project, 3)).trend).toHaveLength(1)
    })

    test('wasted is what was left when a window began anew in which the project worked, not in which only others did', async () => {
      const { w, project, account, session } = await start(open)
      const shared = await account('shared')
      await session(shared, { credits_used: 70, status: 'completed' })
      expect((await analyze(w, project)).wasted_at_resets).toEqual({ ...NOTHING, resets: 0 })
      await w.setTime(START + DAY)
      await w.ring()
      const wasted = { value: 30, sessions: 1, resets: 1 }
      expect((await analyze(w, project)).wasted_at_resets).toEqual(wasted)
      await w.setTime(START + DAY + MINUTE)
      const other = (await post(w, '/projects', { name: 'Other' })).id
      const theirs = (await post(w, '/sessions', { project_id: other, account_id: shared })).id
      await call(w, 'PATCH', `/sessions/${theirs}`, { credits_used: 10, status: 'completed' })
      await w.setTime(START + 2 * DAY)
      await w.ring()
      expect((await analyze(w, project)).wasted_at_resets).toEqual(wasted)
      expect((await analyze(w, other)).wasted_at_resets).toEqual({ value: 90, sessions: 1, resets: 1 })
    })

    test('a window used up to the last credit wasted 0, which is known', async () => {
      const { w, project, account, session } = await start(open)
      await session(await account('a'), { credits_used: 100, status: 'completed' })
      await w.setTime(START + DAY)
      await w.ring()
      expect((await analyze(w, project)).wasted_at_resets).toEqual({ value: 0, sessions: 1, resets: 1 })
    })

    test('between a handoff lie the minutes from the last turn to the first one of who took over, and the briefing', async () => {
      const { w, project, account, session, say } = await start(open)
      const ayu = await account('ayu')
      await account('dimas')
      const first = await session(ayu)
      await say(first, 'user', 'Round every stall receipt down to full rupiah, and never touch the refunds module.')
      await w.setTime(START + 20 * MINUTE)
      const rotated = await post(w, '/private/auto-rotate', { current_account_id: ayu, project_id: project })
      // Nobody has taken it up yet: nothing is known.
      expect(await analyze(w, project)).toMatchObject({
        handoff_gap_minutes: { ...NOTHING, total: null },
        reexplained_tokens: { ...NOTHING, per_handoff: null },
        fetched_again: NOTHING,
      })
      await w.setTime(START + 50 * MINUTE)
      await say(rotated.session_id, 'user', rotated.briefing)
      const tokens = countTokens(rotated.briefing)
      expect(await analyze(w, project)).toMatchObject({
        handoff_gap_minutes: { value: 50, total: 50, sessions: 1 },
        reexplained_tokens: { value: tokens, per_handoff: tokens, sessions: 1 },
        fetched_again: { value: 0, sessions: 1 },
      })
      // The first one went on beside it: no time was lost that anybody could name.
      await w.setTime(START + 60 * MINUTE)
      await say(first, 'user', 'One more thing')
      expect((await analyze(w, project)).handoff_gap_minutes).toEqual({ ...NOTHING, total: null })
    })
  })
}
