import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
/** The last of the days in the past, at nine. */
const NOW = START + 21 * DAY
const iso = (ms: number) => new Date(ms).toISOString()

const make = async (w: WorkspaceUnderTest, values: object): Promise<number> =>
  (await call(w, 'POST', '/accounts', values)).body.id
const forecast = async (w: WorkspaceUnderTest, id: number) =>
  (await call(w, 'GET', `/accounts/${id}/forecast`)).body.data
const pool = async (w: WorkspaceUnderTest, query = '') => (await call(w, 'GET', `/forecast${query}`)).body.data
const plan = (w: WorkspaceUnderTest, body: object) => call(w, 'POST', '/private/plan', body)

/** So much at ten and at two on each of the days before, told with the time of day that it was used at. */
async function workDaily(w: WorkspaceUnderTest, id: number, amount: number, from = START): Promise<void> {
  for (let day = from; day < NOW - HOUR; day += DAY) {
    for (const hour of [1, 5]) {
      await w.setTime(day + hour * HOUR)
      const told = { kind: 'use', amount, key: `${id} ${day} ${hour}` }
      expect((await call(w, 'POST', `/accounts/${id}/ledger`, told)).status).toBe(200)
    }
    await w.setTime(day + 15 * HOUR)
    await w.ring()
  }
  await w.setTime(NOW)
}

/** A session of so many credits that took so long. */
async function workSession(w: WorkspaceUnderTest, project: number, account: number, credits: number): Promise<void> {
  const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.id
  const ended = { status: 'completed', credits_used: credits, duration_minutes: 60 }
  expect((await call(w, 'PATCH', `/sessions/${session}`, ended)).status).toBe(200)
}

export function forecastSuite(open: OpenWorkspaceUnderTest): void {
  describe('forecasts', () => {
    test('of an account without a past nothing is known, and it says how much would be enough', async () => {
      const w = await open()
      const [main, ...others] = await forecast(w, await make(w, { account_name: 'new' }))
      expect(others).toEqual([])
      expect(main).toMatchObject({ window: 'main', main: true, unit: 'credits', left: 100 })
      expect(main.forecast).toEqual({ kind: 'unknown', because: [expect.stringContaining('would be enough')] })
      expect((await call(w, 'GET', '/accounts/999/forecast')).status).toBe(404)
    })

    test('who uses it up each afternoon runs out today, and not before the work begins', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'daily', capacity: 80 })
      await workDaily(w, id, 50)
      const [{ left, resets_at, forecast: told }] = await forecast(w, id)
      expect([left, resets_at]).toEqual([80, iso(NOW + 15 * HOUR)])
      expect(told).toMatchObject({ kind: 'range', until: resets_at })
      expect(told.probability).toBeGreaterThan(0.5)
      expect(Date.parse(told.runs_out.likely)).toBeGreaterThan(NOW)
      expect(Date.parse(told.runs_out.likely)).toBeLessThanOrEqual(NOW + 8 * HOUR)
      expect(told.used.low).toBeLessThanOrEqual(told.used.likely)
      expect((await forecast(w, id))[0].forecast).toEqual(told)
    })

    test('the pool says who runs out, and what is about to be lost by those who do not', async () => {
      const w = await open()
      const busy = await make(w, { account_name: 'busy', capacity: 80 })
      const idle = await make(w, { account_name: 'idle', capacity: 70 })
      const blocked = await make(w, { account_name: 'blocked' })
      const later = await make(w, { account_name: 'later', refresh: 'weekly' })
      await call(w, 'PATCH', `/accounts/${blocked}`, { status: 'blocked' })
      await workDaily(w, busy, 50)
      const { runs_out, about_to_be_lost, losses, asked, cut } = await pool(w)
      expect(runs_out).toMatchObject([{ account_id: busy, account_name: 'busy', window: 'main', left: 80 }])
      expect(about_to_be_lost).toMatchObject([{ account_id: idle, lost: { likely: 70 }, at: iso(NOW + 15 * HOUR) }])
      expect([losses, asked, cut]).toEqual([{ accounts: 2, lost: 150 }, 1, false])
      const week = (await pool(w, '?hours=200')).about_to_be_lost
      expect(week.map((loss: { account_id: number }) => loss.account_id)).toContain(later)
    })

    test('a window of which only shares were read is forecast from their growth', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'seat', platform: 'claude' })
      const profile = { kind: 'profile', value: '/home/ayu/.claude' }
      await call(w, 'POST', `/accounts/${id}/identities`, profile)
      for (let day = START; day <= NOW - DAY; day += DAY) {
        for (const [hour, usedPercent] of [
          [1, 30],
          [3, 90],
        ] as const) {
          const at = day + hour * HOUR
          await w.setTime(at)
          const reading = { at, window: '5h', usedPercent, resetsAt: day + 6 * HOUR, source: 'log' }
          const batch = { tool: 'claude-code', session_key: `s${day}`, account: { id }, project: { name: 'P' } }
          const { body } = await call(w, 'POST', '/capture', {
            ...batch,
            readings: [{ type: 'reading', line: hour, ...reading }],
          })
          expect(body.success, JSON.stringify(body)).toBe(true)
        }
      }
      await w.setTime(NOW + 2 * HOUR)
      const now = { at: NOW + HOUR, window: '5h', usedPercent: 30, resetsAt: NOW + 6 * HOUR, source: 'log' }
      const batch = { tool: 'claude-code', session_key: 'today', account: { id }, project: { name: 'P' } }
      await call(w, 'POST', '/capture', { ...batch, readings: [{ type: 'reading', line: 1, ...now }] })
      const found = (await forecast(w, id)).find((each: { window: string }) => each.window === '5h')
      expect(found).toMatchObject({ unit: 'percent', left: 70, forecast: { kind: 'range' } })
      expect(found.forecast.used.likely).toBeGreaterThan(20)
    })
  })

  describe('plans of work', () => {
    test('without finished sessions only what the accounts hold is said', async () => {
      const w = await open()
      await make(w, { account_name: 'a', capacity: 60 })
      const { body } = await plan(w, { credits: 500, by: iso(START + 2 * HOUR) })
      expect(body.data).toMatchObject({ kind: 'unknown', credits: 60, steps: [], probability: null })
    })

    test('it says which account when, and when it is done for sure', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      const done = await make(w, { account_name: 'done', capacity: 1000, refresh: 'never' })
      for (let i = 0; i < 5; i++) await workSession(w, project, done, 40)
      await call(w, 'PATCH', `/accounts/${done}`, { status: 'blocked' })
      const soon = await make(w, { account_name: 'soon', capacity: 100, credits_available: 20 })
      const stays = await make(w, { account_name: 'stays', capacity: 60, refresh: 'never' })
      const wish = { credits: 60, by: iso(START + 4 * HOUR), project_id: project }
      expect((await plan(w, wish)).body.data).toMatchObject({
        kind: 'possible',
        credits: 60,
        steps: [
          { account_id: soon, from: iso(START), until: iso(START + HOUR / 2), credits: 20 },
          { account_id: stays, from: iso(START + HOUR / 2), until: iso(START + 1.5 * HOUR), credits: 40 },
        ],
        done: { sure: iso(START + 1.5 * HOUR) },
      })
      const tomorrow = (await plan(w, { ...wish, credits: 150 })).body.data
      expect(tomorrow).toMatchObject({ kind: 'impossible', credits: 80, done: { likely: iso(START + 16.75 * HOUR) } })
      expect(tomorrow.because.join()).toContain('80 credits')
    })

    test('accounts that others claimed, or of another skill, are not planned with', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', specialization: 'Backend' })
      const held = async (wish: object) =>
        (await plan(w, { credits: 500, by: iso(START + 2 * HOUR), ...wish })).body.data.credits
      expect([await held({ specialization: 'API' }), await held({ specialization: 'Design' })]).toEqual([100, 0])
      await call(w, 'POST', '/private/select-best-account', { min_credits: 50, lease_seconds: 600 })
      expect([id, await held({})]).toEqual([id, 0])
    })

    test('what cannot be is refused: a time that has passed, no credits, no such project', async () => {
      const w = await open()
      const by = iso(START + HOUR)
      expect((await plan(w, { credits: 10, by: iso(START - 1) })).body.code).toBe('plan-in-the-past')
      expect((await plan(w, { credits: 0, by })).status).toBe(400)
      expect((await plan(w, { credits: 10, by: 'soon' })).status).toBe(400)
      expect((await plan(w, { credits: 10, by, project_id: 99 })).status).toBe(404)
    })
  })
}
