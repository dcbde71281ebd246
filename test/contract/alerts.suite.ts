import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
/** START is nine in the morning; daily accounts reset at the midnight after it. */
const MIDNIGHT = START + 15 * HOUR

type Json = Record<string, unknown>
interface Alert extends Json {
  readonly id: number
  readonly kind: string
  readonly title: string
  readonly count: number
  readonly subjects: Json[]
  readonly actions: Json[]
  readonly open: boolean
}

const alerts = async (w: WorkspaceUnderTest, query = '?show=all'): Promise<Alert[]> =>
  (await call(w, 'GET', `/alerts${query}`)).body.data
const ofKind = async (w: WorkspaceUnderTest, kind: string) => alerts(w, `?show=all&kind=${kind}`)
const account = async (w: WorkspaceUnderTest, account_name: string, more: Json = {}) =>
  (await call(w, 'POST', '/accounts', { account_name, ...more })).body.id as number
const credits = (w: WorkspaceUnderTest, id: number, credits_available: number) =>
  call(w, 'PATCH', `/accounts/${id}`, { credits_available })
const policy = async (w: WorkspaceUnderTest, condition: Json, more: Json = {}) =>
  call(w, 'POST', '/policies', { name: 'mine', condition, ...more })
const at = async (w: WorkspaceUnderTest, ms: number) => {
  await w.setTime(ms)
  await w.ring()
}
/** Only what the test makes itself. */
const silence = async (w: WorkspaceUnderTest) => {
  for (const { id } of (await call(w, 'GET', '/policies')).body.data)
    await call(w, 'PATCH', `/policies/${id}`, { enabled: false })
}
/** A project with a session on the account. */
const work = async (w: WorkspaceUnderTest, account_id: number) => {
  const project_id = (await call(w, 'POST', '/projects', { name: 'Shop' })).body.id as number
  const session_id = (await call(w, 'POST', '/sessions', { project_id, account_id })).body.id as number
  return { project_id, session_id }
}

export function alertsSuite(open: OpenWorkspaceUnderTest): void {
  describe('alerts', () => {
    test('a new workspace tells of what is nearly used up, without anybody having set it up', async () => {
      const w = await open()
      const id = await account(w, 'work')
      await credits(w, id, 16)
      expect(await alerts(w)).toEqual([])
      await credits(w, id, 15)
      expect(await alerts(w)).toMatchObject([
        {
          kind: 'threshold',
          title: 'work: 15 of 100 credits are left of its quota',
          subjects: [{ kind: 'account', id, name: 'work', used: 85, capacity: 100 }],
          status: 'new',
          open: true,
          raised_at: new Date(START).toISOString(),
        },
      ])
      const facts = (await call(w, 'GET', '/activity')).body.data.filter((f: Json) => f.kind === 'alert.raised')
      expect(facts).toMatchObject([{ data: { title: 'work: 15 of 100 credits are left of its quota', notify: true } }])
    })

    test('once per crossing: again only after it was over, and it is over only behind a margin', async () => {
      const w = await open()
      const id = await account(w, 'work')
      for (const left of [10, 9, 14, 16, 10, 19, 12]) await credits(w, id, left)
      expect(await alerts(w)).toHaveLength(1)
      await credits(w, id, 21)
      expect(await alerts(w)).toMatchObject([{ open: false, cleared_at: new Date(START).toISOString() }])
      expect(await alerts(w, '')).toEqual([])
      await credits(w, id, 10)
      expect(await alerts(w)).toMatchObject([{ open: true }, { open: false }])
    })

    test('in the next window it is another crossing', async () => {
      const w = await open()
      const id = await account(w, 'work')
      await credits(w, id, 10)
      await at(w, MIDNIGHT)
      expect(await ofKind(w, 'threshold')).toMatchObject([
        { open: false, cleared_at: new Date(MIDNIGHT).toISOString() },
      ])
      await credits(w, id, 10)
      expect(await ofKind(w, 'threshold')).toHaveLength(2)
    })

    test('tells of quota that is about to be lost, exactly when it is near enough, once', async () => {
      const w = await open()
      await account(w, 'idle')
      const busy = await account(w, 'busy')
      await credits(w, busy, 49)
      await at(w, MIDNIGHT - 2 * HOUR - 1)
      expect(await alerts(w)).toEqual([])
      await at(w, MIDNIGHT - 2 * HOUR)
      const told = [
        {
          kind: 'waste',
          title: 'idle: 100 credits are lost in 2 h unless they are used',
          subjects: [{ name: 'idle', lost: 100, loses_at: new Date(MIDNIGHT).toISOString() }],
        },
      ]
      expect(await alerts(w)).toMatchObject(told)
      await w.setTime(MIDNIGHT - 5 * HOUR)
      await credits(w, busy, 48)
      await at(w, MIDNIGHT - HOUR)
      expect(await alerts(w)).toMatchObject(told)
      await at(w, MIDNIGHT)
      expect((await ofKind(w, 'waste'))[0]?.open).toBe(false)
    })

    test('tells that quota will run out before its reset, while it is worked with, once; at the reset it is over', async () => {
      const w = await open()
      await silence(w)
      const days = 14
      const id = await account(w, 'daily', { capacity: 80 })
      for (let day = 0; day < days; day++) {
        for (const hour of [1, 5]) {
          await w.setTime(START + day * DAY + hour * HOUR)
          await call(w, 'POST', `/accounts/${id}/ledger`, { kind: 'use', amount: 50, key: `${day} ${hour}` })
        }
        await at(w, MIDNIGHT + day * DAY)
      }
      await policy(w, { kind: 'forecast', probability: 0.6 })
      const nine = START + days * DAY
      await at(w, nine)
      expect(await alerts(w)).toEqual([])
      const { session_id } = await work(w, id)
      const [alert, ...others] = await ofKind(w, 'forecast')
      expect(others).toEqual([])
      expect(alert).toMatchObject({ subjects: [{ name: 'daily', window: 'main', left: 80 }], open: true })
      expect(alert?.title).toMatch(
        /^daily: its quota runs out in about \d+ (min|h) with \d+ % probability, before its reset in 15 h$/,
      )
      await at(w, nine + HOUR)
      await call(w, 'POST', `/accounts/${id}/ledger`, { kind: 'use', amount: 50, key: 'a' })
      await at(w, nine + 2 * HOUR)
      await call(w, 'POST', `/accounts/${id}/ledger`, { kind: 'use', amount: 30, key: 'b' })
      await policy(w, { kind: 'forecast', probability: 0.5 })
      await call(w, 'PATCH', `/sessions/${session_id}`, { status: 'completed' })
      await at(w, MIDNIGHT + days * DAY - 1)
      expect(await ofKind(w, 'forecast')).toMatchObject([{ id: alert?.id, open: true }])
      await at(w, MIDNIGHT + days * DAY)
      expect(await ofKind(w, 'forecast')).toMatchObject([{ open: false }])
    })

    test('tells that quota has returned, of what was used up only, and for a day', async () => {
      const w = await open()
      await account(w, 'fresh')
      const id = await account(w, 'spent')
      await credits(w, id, 0)
      await at(w, MIDNIGHT)
      expect(await ofKind(w, 'returned')).toMatchObject([
        {
          title: 'spent is back: 100 of 100 credits',
          count: 1,
          open: true,
          raised_at: new Date(MIDNIGHT).toISOString(),
        },
      ])
      await at(w, MIDNIGHT + DAY - 1)
      expect(await ofKind(w, 'returned')).toMatchObject([{ open: true }])
      await at(w, MIDNIGHT + DAY)
      expect(await ofKind(w, 'returned')).toMatchObject([{ open: false }])
    })

    test('tells of a handoff that waits, exactly when it has waited long enough, until it is carried out', async () => {
      const w = await open()
      const { session_id } = await work(w, await account(w, 'only'))
      const handoff = (await call(w, 'POST', '/handoffs', { session_id })).body.id
      await at(w, START + 10 * MINUTE - 1)
      expect(await ofKind(w, 'handoff_waiting')).toEqual([])
      await at(w, START + 10 * MINUTE)
      expect(await ofKind(w, 'handoff_waiting')).toMatchObject([
        {
          title: 'Shop, session 1 has been waiting for an account for 10 min',
          subjects: [{ kind: 'handoff', id: handoff, session_id, since: new Date(START).toISOString() }],
          open: true,
        },
      ])
      await account(w, 'another')
      expect((await call(w, 'GET', `/handoffs/${handoff}`)).body.data.status).toBe('completed')
      expect(await ofKind(w, 'handoff_waiting')).toMatchObject([{ open: false }])
    })

    test('what is seen or dismissed stays so while it is true, and is told anew at the next crossing', async () => {
      const w = await open()
      const id = await account(w, 'work')
      await credits(w, id, 13)
      const [first] = (await alerts(w)) as [Alert]
      expect((await call(w, 'PATCH', `/alerts/${first.id}`, { status: 'dismissed' })).body.data).toMatchObject({
        open: false,
      })
      await credits(w, id, 12)
      expect(await alerts(w, '')).toEqual([])
      await credits(w, id, 90)
      await credits(w, id, 12)
      expect(await alerts(w, '')).toMatchObject([{ status: 'new' }])
      expect((await call(w, 'GET', '/alerts')).body.counts).toEqual({ open: 1, new: 1 })
      expect((await call(w, 'POST', '/alerts/seen')).body).toMatchObject({ seen: 1 })
      expect((await call(w, 'GET', '/alerts')).body.counts).toEqual({ open: 1, new: 0 })
      expect((await call(w, 'PATCH', `/alerts/${first.id}`, { status: 'asleep' })).status).toBe(400)
    })

    test('thousands that cross together are one alert and one message, and requests are answered meanwhile', async () => {
      const w = await open()
      const heard: { type: string; data: { alert: Alert } }[] = []
      await w.answerOutside(async (_, init) => {
        heard.push(JSON.parse(String(init.body)))
        return new Response()
      })
      await call(w, 'POST', '/webhooks', { url: 'https://hooks.example.com/' })
      const count = 2500
      const accounts = Array.from({ length: count }, (_, n) => ({ account_name: `night ${n}`, credits_available: 0 }))
      await call(w, 'POST', '/private/batch-create-accounts', { accounts })
      while ((await ofKind(w, 'threshold')).length === 0) await w.ring()
      await w.setTime(MIDNIGHT)
      await w.ring()
      expect((await call(w, 'GET', '/stats')).status).toBe(200)
      while ((await ofKind(w, 'returned')).length === 0) await w.ring()
      await w.ring()
      expect(await ofKind(w, 'returned')).toMatchObject([
        { count, title: '2,500 accounts are back: night 0, night 1, night 2 and 2,497 more', holding: count },
      ])
      const told = heard.filter(({ type }) => type === 'alert.raised')
      expect(told.map(({ data }) => [data.alert.kind, data.alert.count])).toEqual([
        ['threshold', count],
        ['returned', count],
      ])
      expect(told[1]?.data.alert.subjects).toHaveLength(50)
    })

    test('an account that is archived, blocked or deleted is of no concern any more', async () => {
      const w = await open()
      const ids = [await account(w, 'a'), await account(w, 'b'), await account(w, 'c')]
      for (const id of ids) await credits(w, id, 5)
      expect(await alerts(w, '')).toHaveLength(3)
      await call(w, 'PATCH', `/accounts/${ids[0]}`, { archived: true })
      await call(w, 'PATCH', `/accounts/${ids[1]}`, { status: 'blocked' })
      await call(w, 'DELETE', `/accounts/${ids[2]}`)
      expect(await alerts(w, '')).toEqual([])
    })
  })

  describe('policies', () => {
    const spent = { kind: 'threshold', of: 'left', per: 'amount', at: 20 }

    test('watch one account, or those of one platform', async () => {
      const w = await open()
      await silence(w)
      const [a, b, c] = [
        await account(w, 'a', { platform: 'claude' }),
        await account(w, 'b', { platform: 'claude' }),
        await account(w, 'c'),
      ] as const
      const one = (await policy(w, spent, { account_id: a })).body.id
      const some = (await policy(w, spent, { platform: 'claude' })).body.id
      for (const id of [a, b, c]) await credits(w, id, 10)
      const of = async (policy_id: number) =>
        (await alerts(w, `?policy_id=${policy_id}`)).flatMap(({ subjects }) => subjects.map(({ name }) => name))
      expect([await of(one), (await of(some)).sort()]).toEqual([['a'], ['a', 'b']])
      expect(await alerts(w, `?account_id=${b}`)).toHaveLength(1)
    })

    test('one that is made tells what is true already; one that is changed is looked at anew; switched off it is over', async () => {
      const w = await open()
      await silence(w)
      await credits(w, await account(w, 'a'), 50)
      const { id } = (await policy(w, { ...spent, at: 60 })).body
      expect(await alerts(w, '')).toMatchObject([{ policy_id: id }])
      await call(w, 'PATCH', `/policies/${id}`, { name: 'another name' })
      expect(await alerts(w)).toHaveLength(1)
      await call(w, 'PATCH', `/policies/${id}`, { condition: spent })
      expect(await alerts(w, '')).toEqual([])
      await call(w, 'PATCH', `/policies/${id}`, { condition: { ...spent, at: 55 } })
      expect((await call(w, 'GET', `/policies/${id}`)).body.data).toMatchObject({ holding: 1, name: 'another name' })
      await call(w, 'PATCH', `/policies/${id}`, { enabled: false })
      expect(await alerts(w, '')).toEqual([])
      await call(w, 'DELETE', `/policies/${id}`)
      expect(await alerts(w)).toMatchObject([
        { policy_id: null, policy_name: 'another name' },
        { policy_id: null, policy_name: 'mine' },
      ])
    })

    test('one of an account goes with it; of one that is not there it cannot be made', async () => {
      const w = await open()
      const id = await account(w, 'a')
      const made = (await policy(w, spent, { account_id: id })).body.id
      await credits(w, id, 5)
      await call(w, 'DELETE', `/accounts/${id}`)
      expect((await call(w, 'GET', `/policies/${made}`)).status).toBe(404)
      expect(await alerts(w, '')).toEqual([])
      expect((await policy(w, spent, { account_id: id })).body.code).toBe('account-not-found')
      expect((await policy(w, { kind: 'no_activity', after: { minutes: 5 } }, { project_id: 9 })).body.code).toBe(
        'project-not-found',
      )
      expect((await policy(w, spent, { actions: [{ kind: 'webhook', webhook_id: 9 }] })).body.code).toBe(
        'webhook-not-found',
      )
    })

    test('those that came with the workspace are changed and switched off, never lost', async () => {
      const w = await open()
      const presets = (await call(w, 'GET', '/policies')).body.data
      expect(presets.map(({ preset }: Json) => preset)).toEqual([
        'nearly_used_up',
        'runs_out',
        'about_to_be_lost',
        'returned',
        'handoff_waiting',
      ])
      expect((await call(w, 'DELETE', `/policies/${presets[0].id}`)).body.code).toBe('policy-is-preset')
      expect((await call(w, 'PATCH', `/policies/${presets[0].id}`, { enabled: false })).body.data.enabled).toBe(false)
    })

    test.each([
      ['a share over 1', { kind: 'threshold', at: 90 }, {}],
      ['a margin that leaves no way back', { kind: 'threshold', of: 'used', at: 0.04 }, {}],
      ['a margin that leaves no way up', { kind: 'threshold', of: 'left', at: 0.96 }, {}],
      ['what always holds', { kind: 'waste', at: 0 }, {}],
      ['a time zone that is none', { kind: 'no_activity', after: { by: '10:00', zone: 'Mars/Olympus' } }, {}],
      ['a time of day that is none', { kind: 'no_activity', after: { by: '25:00' } }, {}],
      ['a misspelt field', { kind: 'returned', att: 0.5 }, {}],
      ['a probability that is none', { kind: 'forecast', probability: 80 }, {}],
      ['two scopes', spent, { account_id: 1, platform: 'claude' }],
      ['a scope that is of no use', { kind: 'handoff_waiting' }, { platform: 'claude' }],
      ['rotating and pausing at once', spent, { actions: [{ kind: 'rotate' }, { kind: 'pause' }] }],
      ['rotating because quota has returned', { kind: 'returned' }, { actions: [{ kind: 'rotate' }] }],
      ['no action', spent, { actions: [] }],
    ])('%s is refused', async (_, condition, more) => {
      const w = await open()
      await account(w, 'a')
      const { status, body } = await policy(w, condition, more)
      expect([status, typeof body.suggestion]).toEqual([400, 'string'])
      expect((await call(w, 'GET', '/policies')).body.data).toHaveLength(5)
    })

    test('a change that would contradict what stays is refused', async () => {
      const w = await open()
      await account(w, 'a')
      const { id } = (await policy(w, spent, { account_id: 1, actions: [{ kind: 'rotate' }] })).body
      for (const change of [
        { platform: 'claude' },
        { condition: { kind: 'returned' } },
        { condition: { kind: 'handoff_waiting' } },
      ])
        expect((await call(w, 'PATCH', `/policies/${id}`, change)).body.code).toBe('policy-contradicts')
      expect((await call(w, 'PATCH', `/policies/${id}`, { platform: 'claude', account_id: null })).status).toBe(200)
    })

    test('rotate the sessions in progress of the account, once', async () => {
      const w = await open()
      await silence(w)
      const a = await account(w, 'a')
      await account(w, 'b')
      const { session_id, project_id } = await work(w, a)
      await policy(w, spent, { actions: [{ kind: 'notify' }, { kind: 'rotate' }] })
      await credits(w, a, 10)
      const sessions = (await call(w, 'GET', '/sessions')).body.data
      expect(sessions).toMatchObject([
        { account_name: 'b', status: 'in_progress' },
        { id: session_id, status: 'handed_off' },
      ])
      expect(await alerts(w)).toMatchObject([
        { actions: [{ kind: 'rotate', session_id, project_id, outcome: 'done', next_session_id: sessions[0].id }] },
      ])
      await credits(w, a, 9)
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(2)
    })

    test('where no account is free, a rotation waits and says so; the alert stands', async () => {
      const w = await open()
      await silence(w)
      const a = await account(w, 'a')
      await work(w, a)
      await policy(w, spent, { actions: [{ kind: 'notify' }, { kind: 'rotate' }] })
      await credits(w, a, 10)
      expect(await alerts(w)).toMatchObject([{ actions: [{ kind: 'rotate', outcome: 'waits' }] }])
      expect((await call(w, 'GET', '/handoffs?status=pending')).body.data).toHaveLength(1)
    })

    test('pause the projects that are worked on: nothing in them is rotated by itself', async () => {
      const w = await open()
      await silence(w)
      const a = await account(w, 'a')
      await account(w, 'b')
      const { project_id, session_id } = await work(w, a)
      await call(w, 'PATCH', `/projects/${project_id}`, { rotate_at: 90 })
      await policy(w, spent, { actions: [{ kind: 'pause' }] })
      await policy(w, { ...spent, at: 10 }, { actions: [{ kind: 'rotate' }] })
      await credits(w, a, 20)
      expect((await call(w, 'GET', `/projects/${project_id}`)).body.data.status).toBe('paused')
      await credits(w, a, 10)
      await call(w, 'PATCH', `/sessions/${session_id}`, { credits_used: 95 })
      expect((await call(w, 'GET', '/sessions')).body.data).toHaveLength(1)
      expect(await alerts(w)).toMatchObject([
        { status: 'seen', actions: [{ kind: 'rotate', outcome: 'refused', because: 'the project is paused' }] },
        { status: 'seen', actions: [{ kind: 'pause', project_id, outcome: 'done' }] },
      ])
    })

    test('tell one webhook, and say where it could not be told', async () => {
      const w = await open()
      await silence(w)
      const heard: { url: string; type: string }[] = []
      await w.answerOutside(async (url, init) => {
        heard.push({ url, type: JSON.parse(String(init.body)).type })
        return new Response()
      })
      const hook = async (url: string) =>
        (await call(w, 'POST', '/webhooks', { url, event_types: ['alert.raised', 'alert.cleared'] })).body.id
      const [mine, other] = [await hook('https://mine.example.com/'), await hook('https://other.example.com/')]
      const a = await account(w, 'a')
      await policy(w, spent, {
        actions: [
          { kind: 'webhook', webhook_id: mine },
          { kind: 'webhook', webhook_id: other },
        ],
      })
      await call(w, 'PATCH', `/webhooks/${other}`, { enabled: false })
      await credits(w, a, 10)
      await credits(w, a, 90)
      await w.ring()
      expect(heard).toEqual([
        { url: 'https://mine.example.com/', type: 'alert.raised' },
        { url: 'https://mine.example.com/', type: 'alert.cleared' },
      ])
      expect(await alerts(w)).toMatchObject([
        {
          actions: [
            { webhook_id: mine, outcome: 'done' },
            { webhook_id: other, outcome: 'refused' },
          ],
        },
      ])
    })

    test('tell that nothing was recorded: in a project for a while, in the workspace by a time of day', async () => {
      const w = await open()
      await silence(w)
      const { project_id, session_id } = await work(w, await account(w, 'a'))
      await policy(w, { kind: 'no_activity', after: { minutes: 45 } }, { project_id })
      await policy(w, { kind: 'no_activity', after: { by: '10:00', zone: 'Asia/Jakarta' } })
      const say = (time: number) =>
        call(w, 'POST', '/conversation', {
          session_id,
          role: 'user',
          content: 'go on',
          timestamp: new Date(time).toISOString(),
        })
      await w.setTime(START + 30 * MINUTE)
      await say(START + 30 * MINUTE)
      await at(w, START + 75 * MINUTE - 1)
      expect(await alerts(w)).toEqual([])
      await at(w, START + 75 * MINUTE)
      expect(await alerts(w)).toMatchObject([
        { title: 'Shop: nothing was recorded for 45 min', subjects: [{ kind: 'project', id: project_id }] },
      ])
      await w.setTime(START + 80 * MINUTE)
      await say(START + 80 * MINUTE)
      expect(await alerts(w, '')).toEqual([])

      // Ten in the morning in Jakarta is three in Greenwich; the day there begins at seventeen.
      const ten = START + 18 * HOUR
      await at(w, ten - 1)
      expect(await alerts(w, '')).toMatchObject([{ subjects: [{ kind: 'project' }] }])
      await at(w, ten)
      expect((await alerts(w, ''))[0]).toMatchObject({
        title: 'The workspace: nothing was recorded today by 10:00 (Asia/Jakarta)',
        subjects: [{ kind: 'workspace', id: null }],
      })
    })
  })
}
