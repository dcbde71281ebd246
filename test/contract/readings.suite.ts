import { describe, expect, test } from 'vitest'
import type { ReadingEvent } from '../../src/core/transcript/event.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const iso = (ms: number) => new Date(ms).toISOString()

const reading = (window: string, usedPercent: number | undefined, more: Partial<ReadingEvent> = {}): ReadingEvent => ({
  type: 'reading',
  line: 1,
  at: START - MINUTE,
  window,
  ...(usedPercent !== undefined && { usedPercent }),
  resetsAt: START + 2 * HOUR,
  source: 'log',
  ...more,
})
const week = (usedPercent: number, more: Partial<ReadingEvent> = {}) =>
  reading('weekly', usedPercent, { resetsAt: START + 60 * HOUR, ...more })

/** A batch of a Codex session that says `readings`. @returns its receipt. */
async function say(w: WorkspaceUnderTest, readings: readonly ReadingEvent[], session_key = 's1') {
  const { body } = await call(w, 'POST', '/capture', { tool: 'codex', session_key, readings, project: { name: 'P' } })
  expect(body.success).toBe(true)
  return body
}
const account = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}`)).body.data
const ledger = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}/ledger`)).body.data
const readingsOf = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}/readings`)).body
const select = (w: WorkspaceUnderTest) => call(w, 'POST', '/private/select-best-account', { min_credits: 10 })

export function readingsSuite(open: OpenWorkspaceUnderTest): void {
  describe('readings', () => {
    test('the tightest window of an account is what is left of it, booked with its source and age', async () => {
      const w = await open()
      const { account_id: id, readings_added } = await say(w, [reading('5h', 37), week(61)])
      expect(readings_added).toBe(2)
      expect(await account(w, id)).toMatchObject({
        credits_available: 39,
        status: 'available',
        resets_at: iso(START + 60 * HOUR),
      })
      expect((await ledger(w, id))[0]).toMatchObject({
        kind: 'reading',
        amount: -61,
        balance: 39,
        note: 'weekly 61 % used, from its log, 1 min old',
      })
    })

    test('the same log again adds nothing, and a figure that is repeated is one row', async () => {
      const w = await open()
      const said = [0, 10, 20].map(m => reading('5h', 30, { at: START - HOUR + m * MINUTE }))
      const more = [...said, reading('5h', 31, { at: START - 30 * MINUTE })]
      const { account_id: id } = await say(w, more)
      const before = { account: await account(w, id), readings: await readingsOf(w, id), ledger: await ledger(w, id) }
      expect(before.readings.data).toMatchObject([
        { used_percent: 31 },
        { used_percent: 30, at: iso(START - HOUR), seen_at: iso(START - 40 * MINUTE) },
      ])
      expect((await say(w, more)).readings_added).toBe(0)
      expect((await say(w, more.slice(0, 2))).readings_added).toBe(0)
      expect({ account: await account(w, id), readings: await readingsOf(w, id), ledger: await ledger(w, id) }).toEqual(
        before,
      )
    })

    test('an old log that comes in later does not speak over newer evidence', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('5h', 80)])
      await say(w, [reading('5h', 5, { at: START - 3 * HOUR })], 's0')
      expect((await readingsOf(w, id)).newest).toMatchObject([{ used_percent: 80, current: true }])
      expect((await account(w, id)).credits_available).toBe(20)
    })

    test('readings whose windows have reset are kept, and count for nothing', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('5h', 99, { resetsAt: START - 1 })])
      expect(await account(w, id)).toMatchObject({ credits_available: 100, status: 'available' })
      expect((await readingsOf(w, id)).newest).toMatchObject([{ used_percent: 99, current: false }])
      expect((await call(w, 'GET', '/readings')).body.data).toEqual([])
    })

    test('a used-up 5 h window keeps the account from being chosen until it resets, then the week decides', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [week(61), reading('5h', 100, { source: 'error' })])
      expect(await account(w, id)).toMatchObject({ credits_available: 0, status: 'exhausted' })
      expect((await select(w)).status).toBe(409)
      await w.setTime(START + 2 * HOUR)
      await w.ring()
      expect(await account(w, id)).toMatchObject({
        credits_available: 39,
        status: 'available',
        resets_at: iso(START + 60 * HOUR),
      })
      expect((await select(w)).body.data.id).toBe(id)
      expect((await ledger(w, id))[0]).toMatchObject({ kind: 'reset', amount: 39 })
    })

    test('after the last known window has reset the account is full again', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('5h', 90)])
      await w.setTime(START + 3 * HOUR)
      await w.ring()
      expect(await account(w, id)).toMatchObject({ credits_available: 100, resets_at: null })
    })

    test('a window that came back early is believed: nothing is used up for ever', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('unknown', 100, { source: 'error', at: START - 30 * MINUTE })])
      expect((await account(w, id)).status).toBe('exhausted')
      await say(w, [reading('unknown', undefined, { resetsAt: undefined, at: START - MINUTE }), reading('5h', 3)])
      expect(await account(w, id)).toMatchObject({ credits_available: 97, status: 'available' })
    })

    test('the credits that a person said hold against older readings, and not against newer ones', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('5h', 20, { at: START - 30 * MINUTE })])
      await call(w, 'PATCH', `/accounts/${id}`, { credits_available: 55 })
      await say(w, [reading('5h', 25, { at: START - 10 * MINUTE })])
      expect((await account(w, id)).credits_available).toBe(55)
      await w.setTime(START + 10 * MINUTE)
      await say(w, [reading('5h', 30, { at: START + 5 * MINUTE })])
      expect((await account(w, id)).credits_available).toBe(70)
    })

    test('a statusline that shows an old figure does not speak over a session that has a newer one', async () => {
      const w = await open()
      const shown = (usedPercent: number, minute: number) =>
        reading('5h', usedPercent, { source: 'statusline', at: START - HOUR + minute * MINUTE })
      await say(w, [shown(37, 0)], 'idle')
      await say(w, [shown(60, 20)], 'busy')
      const { account_id: id } = await say(w, [shown(37, 40)], 'idle')
      expect((await account(w, id)).credits_available).toBe(40)
    })

    test('a model’s own limit is shown and leaves the account to be chosen', async () => {
      const w = await open()
      const { account_id: id } = await say(w, [reading('weekly-opus', 100), reading('5h', 10)])
      expect((await account(w, id)).credits_available).toBe(90)
      const shown = (await call(w, 'GET', '/readings')).body.data
      expect(shown.map((r: { window: string }) => r.window)).toEqual(['5h', 'weekly-opus'])
    })

    test('a capacity in other credits is filled by the same share', async () => {
      const w = await open()
      const id = (await call(w, 'POST', '/accounts', { account_name: 'Codex', platform: 'chatgpt', capacity: 250 }))
        .body.id
      await say(w, [reading('5h', 37)])
      expect((await account(w, id)).credits_available).toBe(157)
      await call(w, 'PATCH', `/accounts/${id}`, { capacity: 500 })
      expect((await account(w, id)).credits_available).toBe(315)
    })

    test('a session that turns out to be another account’s takes its readings along', async () => {
      const w = await open()
      const log = { tool: 'codex', session_key: 's1', file: '/home/ayu/.codex-work/sessions/rollout-1.jsonl' }
      await call(w, 'POST', '/capture', { ...log, project: { name: 'P' }, readings: [reading('5h', 70)] })
      const id = (await call(w, 'POST', '/accounts', { account_name: 'Work', platform: 'chatgpt' })).body.id
      await call(w, 'POST', `/accounts/${id}/identities`, { kind: 'profile', value: '/home/ayu/.codex-work' })
      expect((await readingsOf(w, id)).newest).toMatchObject([{ window: '5h', used_percent: 70 }])
      expect((await account(w, id)).credits_available).toBe(30)
    })

    test('what a statusline shows opens no session, and is answered with the account to go on with', async () => {
      const w = await open()
      const shown = { tool: 'claude-code', session_key: 's1', readings: [reading('5h', 37, { source: 'statusline' })] }
      const first = (await call(w, 'POST', '/capture/readings', shown)).body
      expect(first).toMatchObject({ readings_added: 1, next: null })
      expect((await account(w, first.account_id)).account_name).toBe('Claude Code')
      expect((await call(w, 'GET', '/sessions')).body.data).toEqual([])
      await call(w, 'POST', '/accounts', { account_name: 'spare', credits_available: 50 })
      expect((await call(w, 'POST', '/capture/readings', shown)).body).toMatchObject({
        readings_added: 0,
        next: 'spare',
      })
    })

    test('the readings of an account that is not there are a 404', async () => {
      const w = await open()
      expect((await call(w, 'GET', '/accounts/99/readings')).status).toBe(404)
    })
  })
}
