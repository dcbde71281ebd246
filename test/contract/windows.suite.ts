import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const iso = (ms: number) => new Date(ms).toISOString()

const make = async (w: WorkspaceUnderTest, values: object) => (await call(w, 'POST', '/accounts', values)).body.id
const account = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}`)).body.data
const windows = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/accounts/${id}/windows`)).body.data
const add = (w: WorkspaceUnderTest, id: number, body: object) => call(w, 'POST', `/accounts/${id}/windows`, body)
const change = (w: WorkspaceUnderTest, id: number, name: string, body: object) =>
  call(w, 'PATCH', `/accounts/${id}/windows/${name}`, body)
const use = (w: WorkspaceUnderTest, id: number, amount: number, key: string) =>
  call(w, 'POST', `/accounts/${id}/ledger`, { kind: 'use', amount, key })

/** A session of a tool on the account, whose responses took so many tokens each, at these times. */
async function work(w: WorkspaceUnderTest, id: number, times: readonly number[], tokens = 1000, model = 'gpt-5') {
  const usage = times.map((at, n) => {
    const counts = { inputTokens: tokens, outputTokens: 0, cacheReadTokens: 0, cacheWriteTokens: 0 }
    return { type: 'usage', key: `r${at}-${n}`, line: n + 1, model, at, ...counts }
  })
  const batch = { tool: 'codex', session_key: `s${times[0]}`, account: { id }, project: { name: 'P' }, usage }
  const { body } = await call(w, 'POST', '/capture', batch)
  expect(body.success, JSON.stringify(body)).toBe(true)
}

export function windowsSuite(open: OpenWorkspaceUnderTest): void {
  describe('quota windows', () => {
    test('an account has a main one, whose credits are the account’s', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', capacity: 200 })
      await use(w, id, 50, 'k1')
      expect(await windows(w, id)).toMatchObject([
        {
          name: 'main',
          main: true,
          unit: 'credits',
          capacity: 200,
          used: 50,
          usable: 150,
          used_ratio: 0.25,
          resets_at: '2037-11-24T00:00:00.000Z',
          lost_at_reset: 150,
          renewal: { kind: 'daily', zone: 'UTC', at: '00:00' },
        },
      ])
      expect(await account(w, id)).toMatchObject({ credits_available: 150, lost_at_reset: 150, windows: 0 })
    })

    test('usable is the least over the windows that hold for the account; one in another unit counts by its share', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await add(w, id, { name: 'weekly', unit: 'credits', capacity: 300, renewal: { kind: 'weekly' } })
      await add(w, id, { name: 'tokens', unit: 'tokens', capacity: 10_000, renewal: { kind: 'daily' } })
      await use(w, id, 20, 'k1')
      expect(await account(w, id)).toMatchObject({ credits_available: 80, windows: 2 })
      await work(w, id, [START - HOUR, START - 2 * HOUR], 3000)
      expect((await windows(w, id))[2]).toMatchObject({ name: 'tokens', used: 6000, usable: 4000, source: 'uses' })
      expect((await account(w, id)).credits_available).toBe(40)
    })

    test('yesterday’s tokens in a log that is read today do not count against today', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await add(w, id, { name: 'tokens', unit: 'tokens', capacity: 10_000, renewal: { kind: 'daily' } })
      await work(w, id, [START - DAY], 9000)
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('a window of a model, and one of a minute, are shown and limit nothing', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      const daily = { unit: 'requests', capacity: 1, renewal: { kind: 'daily' } }
      await add(w, id, { name: 'opus', ...daily, scope: 'model', scope_of: 'opus' })
      await add(w, id, { name: 'minute', unit: 'requests', capacity: 1, renewal: { kind: 'sliding', minutes: 1 } })
      await work(w, id, [START - 1000], 10, 'claude-opus-4')
      await work(w, id, [START - HOUR], 10, 'claude-haiku-4')
      expect(await windows(w, id)).toMatchObject([{}, { used: 1, usable: 0 }, { used: 1, usable: 0 }])
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('accounts that name the same pool draw on one window, and the pool counts once', async () => {
      const w = await open()
      const pooled = {
        name: 'daily',
        unit: 'tokens',
        capacity: 10_000,
        renewal: { kind: 'daily' },
        shared_pool: 'gcp-1',
      }
      const [a, b] = [await make(w, { account_name: 'a' }), await make(w, { account_name: 'b' })]
      for (const id of [a, b]) await add(w, id, pooled)
      await work(w, a, [START - HOUR], 7000)
      expect((await account(w, a)).credits_available).toBe(30)
      expect((await account(w, b)).credits_available).toBe(30)
      expect((await call(w, 'GET', '/stats')).body.data.credits_available).toBe(30)
    })

    test('a reserve is never given to a session', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', reserve: 30 })
      expect((await account(w, id)).credits_available).toBe(70)
      await change(w, id, 'main', { reserve: 95 })
      expect(await account(w, id)).toMatchObject({ credits_available: 5, status: 'exhausted' })
      expect((await call(w, 'POST', '/private/select-best-account', { min_credits: 1 })).status).toBe(409)
    })

    test('a window of no capacity leaves nothing, and breaks nothing', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      expect(
        (await add(w, id, { name: 'budget', unit: 'usd', capacity: 0, renewal: { kind: 'monthly' } })).status,
      ).toBe(201)
      expect(await account(w, id)).toMatchObject({ credits_available: 0, status: 'exhausted' })
      expect((await windows(w, id))[1]).toMatchObject({ used: 0, usable: 0, used_ratio: 1 })
    })

    test('a capacity that nobody knows limits nothing', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await add(w, id, { name: 'daily', unit: 'requests', capacity: null, renewal: { kind: 'daily' } })
      await work(w, id, [START - HOUR])
      expect((await windows(w, id))[1]).toMatchObject({ used: 1, usable: null, used_ratio: null })
      expect((await account(w, id)).credits_available).toBe(100)
    })
  })

  describe('accounts that begin anew together', () => {
    test('are as those that do so one by one', async () => {
      const w = await open()
      const kinds = [
        {},
        { reserve: 20 },
        { refresh: 'weekly' },
        { capacity: 250 },
        { credits_refresh_date: '2037-11-24' },
      ]
      const names = (word: string) => kinds.map((values, n) => ({ ...values, account_name: `${word} ${n}` }))
      const created = (word: string) => call(w, 'POST', '/private/batch-create-accounts', { accounts: names(word) })
      const ids = async (word: string): Promise<number[]> =>
        (await created(word)).body.accounts.map((each: { id: number }) => each.id)
      const [together, alone] = [await ids('together'), await ids('alone')]
      // One that limits nothing, but has to be looked at.
      for (const id of alone) await add(w, id, { name: 'spend', unit: 'usd', renewal: { kind: 'monthly' } })
      for (const [n, status] of [
        [0, 'blocked'],
        [1, 'exhausted'],
      ] as const) {
        await call(w, 'POST', '/private/batch-update-accounts', { ids: [together[n], alone[n]], status })
      }
      const all = [...together, ...alone]
      await call(w, 'POST', '/private/batch-update-accounts', { ids: all, credits_available: 30 })
      await w.setTime(START + 7 * DAY)
      await w.ring()
      const rows = async (of: readonly number[]) =>
        Promise.all(
          of.map(async id => {
            const { id: _, account_name, windows: others, updated_at, ...row } = await account(w, id)
            const [newest] = (await call(w, 'GET', `/accounts/${id}/ledger`)).body.data
            return { ...row, newest: [newest.kind, newest.amount, newest.balance] }
          }),
        )
      const each = await rows(together)
      expect(each).toEqual(await rows(alone))
      expect(each.map(row => [row.credits_available, row.status])).toEqual([
        [100, 'blocked'],
        [80, 'available'],
        [100, 'available'],
        [250, 'available'],
        [100, 'available'],
      ])
    })
  })

  describe('the main window', () => {
    test('rolling opens with the first use and is full again when it ends', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await change(w, id, 'main', { renewal: { kind: 'rolling', minutes: 300 } })
      expect(await account(w, id)).toMatchObject({ resets_at: null, refresh: 'never' })
      await use(w, id, 60, 'k1')
      expect(await account(w, id)).toMatchObject({ credits_available: 40, resets_at: iso(START + 5 * HOUR) })
      await w.setTime(START + 5 * HOUR)
      await w.ring()
      expect(await account(w, id)).toMatchObject({ credits_available: 100, resets_at: null })
    })

    test('sliding gives back each use when its time is over', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await change(w, id, 'main', { renewal: { kind: 'sliding', minutes: 120 } })
      await use(w, id, 60, 'k1')
      await w.setTime(START + HOUR)
      await use(w, id, 30, 'k2')
      expect(await account(w, id)).toMatchObject({ credits_available: 10, resets_at: iso(START + 2 * HOUR) })
      await w.setTime(START + 2 * HOUR)
      await w.ring()
      expect(await account(w, id)).toMatchObject({ credits_available: 70, resets_at: iso(START + 3 * HOUR) })
      await w.setTime(START + 3 * HOUR)
      await w.ring()
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('a refill puts so much back and loses what does not fit', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', capacity: 100 })
      await change(w, id, 'main', { renewal: { kind: 'refill', amount: 10, calendar: { kind: 'daily' } } })
      await use(w, id, 45, 'k1')
      expect(await account(w, id)).toMatchObject({ credits_available: 55, lost_at_reset: 0 })
      await w.setTime(START + DAY)
      await w.ring()
      expect((await account(w, id)).credits_available).toBe(65)
      await w.setTime(START + 4 * DAY)
      await w.ring()
      expect(await account(w, id)).toMatchObject({ credits_available: 95, lost_at_reset: 5 })
    })

    test('of grants the first to expire is used first, and what a person reads holds', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', capacity: 150 })
      const until = (days: number) => iso(START + days * DAY)
      const grants = [
        { amount: 100, from: until(-1), until: until(30) },
        { amount: 50, from: until(-1), until: until(1) },
      ]
      await change(w, id, 'main', { renewal: { kind: 'grants', grants } })
      await use(w, id, 30, 'k1')
      expect(await account(w, id)).toMatchObject({ credits_available: 120, lost_at_reset: 20 })
      await call(w, 'PATCH', `/accounts/${id}`, { credits_available: 110 })
      expect((await account(w, id)).credits_available).toBe(110)
      await w.setTime(START + DAY)
      await w.ring()
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('begins anew at midnight where its zone says, on the day the clocks change too', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await change(w, id, 'main', { renewal: { kind: 'daily', zone: 'America/Los_Angeles' } })
      expect((await account(w, id)).resets_at).toBe('2037-11-24T08:00:00.000Z')
      await w.setTime(Date.parse('2038-03-14T12:00:00Z'))
      await w.ring()
      expect((await account(w, id)).resets_at).toBe('2038-03-15T07:00:00.000Z')
    })

    test('cannot be deleted, shared, or made one of a model', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      expect((await call(w, 'DELETE', `/accounts/${id}/windows/main`)).body.code).toBe('main-window-stays')
      expect((await change(w, id, 'main', { shared_pool: 'p' })).body.code).toBe('main-window-is-of-the-account')
      expect((await add(w, id, { name: 'main', unit: 'usd', renewal: { kind: 'prepaid' } })).body.code).toBe(
        'window-name-taken',
      )
    })

    test('a zone that is none, a time of day that is none and a grant that ends before it begins are refused', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      for (const renewal of [
        { kind: 'daily', zone: 'Mars/Olympus' },
        { kind: 'daily', at: '24:00' },
        { kind: 'monthly', day: 32 },
        { kind: 'rolling', minutes: 0 },
        { kind: 'grants', grants: [{ amount: 5, from: iso(START), until: iso(START) }] },
      ]) {
        expect((await change(w, id, 'main', { renewal })).status, JSON.stringify(renewal)).toBe(400)
      }
    })
  })

  describe('presets', () => {
    test('give a new account its windows, dated, and say whose they are', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', platform: 'claude', preset: 'claude' })
      expect(await windows(w, id)).toMatchObject([
        { name: '5h', main: true, unit: 'percent', renewal: { kind: 'rolling', minutes: 300 } },
        { name: 'weekly', unit: 'percent', renewal: { kind: 'announced' } },
        { name: 'weekly-opus', scope: 'model', scope_of: 'opus' },
      ])
      expect(await account(w, id)).toMatchObject({ credits_available: 100, preset: 'claude', resets_at: null })
      const { data } = (await call(w, 'GET', '/presets')).body
      expect(data.every((each: { dated: string }) => /^2026-/.test(each.dated))).toBe(true)
      expect((await call(w, 'POST', '/accounts', { account_name: 'b', preset: 'nothing' })).body.code).toBe(
        'preset-not-found',
      )
    })

    test('every preset can be used, and used one after the other', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      for (const { id: preset, windows: described } of (await call(w, 'GET', '/presets')).body.data) {
        const { status, body } = await call(w, 'POST', `/accounts/${id}/preset`, { preset })
        expect([preset, status, body.data.length]).toEqual([preset, 200, described.length])
      }
    })

    test('can be edited for the workspace, and taken back', async () => {
      const w = await open()
      const main = { name: 'main', unit: 'credits', capacity: 2000, renewal: { kind: 'monthly', day: 17 } }
      const edited = (await call(w, 'PATCH', '/presets/genspark-monthly', { windows: [main] })).body.data
      expect(edited).toMatchObject({ edited: true, dated: iso(START).slice(0, 10) })
      const id = await make(w, { account_name: 'a', preset: 'genspark-monthly' })
      expect(await account(w, id)).toMatchObject({ credits_available: 2000, resets_at: '2037-12-17T00:00:00.000Z' })
      expect((await call(w, 'DELETE', '/presets/genspark-monthly')).body.data).toMatchObject({ edited: false })
    })
  })

  describe('readings that are said', () => {
    test('of a window that was described fill it; a reset that is announced ends it', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', preset: 'claude' })
      const said = { window: 'weekly', used_percent: 70, resets_at: iso(START + 2 * DAY), source: 'person' }
      const { body } = await call(w, 'POST', `/accounts/${id}/readings`, said)
      expect(body.data[1]).toMatchObject({
        used: 70,
        usable: 30,
        source: 'reading',
        confidence: 'high',
        age_seconds: 0,
      })
      // What was said of the week says nothing of the five hours.
      expect(body.data[0]).toMatchObject({ name: '5h', used: 0, resets_at: null })
      expect(await account(w, id)).toMatchObject({ credits_available: 30 })
      await w.setTime(START + 2 * DAY)
      await w.ring()
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('an amount in the window’s unit is taken as it is', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'or', preset: 'openrouter' })
      await call(w, 'POST', `/accounts/${id}/readings`, { window: 'balance', remaining: 2.5, unit: 'usd' })
      expect((await windows(w, id))[1]).toMatchObject({ name: 'balance', used: 7.5, usable: 2.5 })
      expect((await account(w, id)).credits_available).toBe(25)
    })

    test('of the main window are the account’s credits', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a', capacity: 200 })
      await call(w, 'POST', `/accounts/${id}/readings`, {
        window: 'main',
        remaining: 50,
        resets_at: iso(START + 90 * MINUTE),
      })
      expect(await account(w, id)).toMatchObject({ credits_available: 50, resets_at: iso(START + 90 * MINUTE) })
    })

    test('from the future are refused; a clock that is minutes ahead is forgiven', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      const say = (at: number) =>
        call(w, 'POST', `/accounts/${id}/readings`, { window: '5h', used_percent: 60, at: iso(at) })
      expect((await say(START + HOUR)).body.code).toBe('reading-from-the-future')
      expect((await account(w, id)).credits_available).toBe(100)
      expect((await say(START + 2 * MINUTE)).status).toBe(200)
      expect((await account(w, id)).credits_available).toBe(40)
    })

    test('of a log whose clock is wrong do not speak over those of today', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      const log = (at: number, usedPercent: number, key: string) =>
        call(w, 'POST', '/capture', {
          tool: 'codex',
          session_key: key,
          account: { id },
          project: { name: 'P' },
          readings: [{ type: 'reading', line: 1, at, window: '5h', usedPercent, source: 'log' }],
        })
      await log(START + 300 * DAY, 99, 'wrong')
      await log(START - MINUTE, 20, 'right')
      expect((await account(w, id)).credits_available).toBe(80)
    })
  })

  describe('the ledger', () => {
    test('books what is told once for its key, and refuses the key for anything else', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      expect((await use(w, id, 20, 'inv-1')).body).toMatchObject({ booked: true, data: { amount: -20, key: 'inv-1' } })
      expect((await use(w, id, 20, 'inv-1')).body).toMatchObject({ booked: false, data: { amount: -20 } })
      expect((await use(w, id, 21, 'inv-1')).body.code).toBe('ledger-key-used')
      expect((await account(w, id)).credits_available).toBe(80)
      await call(w, 'POST', `/accounts/${id}/ledger`, { kind: 'grant', amount: 15, key: 'top-up' })
      expect((await account(w, id)).credits_available).toBe(95)
    })

    test.each([0, -5, 1.5, 1e9])('refuses %d credits', async amount => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      expect((await use(w, id, amount, 'k')).status).toBe(400)
      expect((await account(w, id)).credits_available).toBe(100)
    })

    test('shows the drift that no entry explains', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await use(w, id, 20, 'k1')
      await call(w, 'PATCH', `/accounts/${id}`, { credits_available: 65 })
      await use(w, id, 5, 'k2')
      await call(w, 'PATCH', `/accounts/${id}`, { credits_available: 62 })
      const { drift } = (await call(w, 'GET', `/accounts/${id}/ledger`)).body
      expect(drift).toEqual({ days: 30, used: 25, unexplained: -13, readings: 2 })
    })

    test('a clock that steps back gives nothing back', async () => {
      const w = await open()
      const id = await make(w, { account_name: 'a' })
      await use(w, id, 40, 'k1')
      await w.setTime(START - 3 * HOUR)
      await use(w, id, 10, 'k2')
      expect((await account(w, id)).credits_available).toBe(50)
    })
  })
}
