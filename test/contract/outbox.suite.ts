import { Webhook } from 'standardwebhooks'
import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

interface Heard {
  readonly url: string
  readonly body: string
  readonly headers: Record<string, string>
}

/** Another system that hears everything. @param answer by the number of the message, from 1. */
async function listen(
  w: WorkspaceUnderTest,
  answer: (n: number) => Response = () => new Response(null, { status: 204 }),
) {
  const heard: Heard[] = []
  await w.answerOutside(async (url, init) => {
    heard.push({ url, body: String(init.body), headers: init.headers as Record<string, string> })
    return answer(heard.length)
  })
  return heard
}

const status =
  (code: number, body?: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(body, { status: code, headers })

const make = async (w: WorkspaceUnderTest, more: object = {}) =>
  (await call(w, 'POST', '/webhooks', { url: 'https://hooks.example.com/paas', ...more })).body as {
    id: number
    secret: string
  }
const messages = async (w: WorkspaceUnderTest, query = '') => (await call(w, 'GET', `/outbox${query}`)).body.data
const messageOf = async (w: WorkspaceUnderTest, id: number) => (await call(w, 'GET', `/outbox/${id}`)).body.data
const sendTest = async (w: WorkspaceUnderTest, id: number) =>
  (await call(w, 'POST', `/webhooks/${id}/test`)).body.id as number

/** Two accounts, a project and a session on the first one. */
async function furnish(w: WorkspaceUnderTest) {
  const project_id = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
  await call(w, 'POST', '/accounts', { account_name: 'a' })
  await call(w, 'POST', '/accounts', { account_name: 'b' })
  await call(w, 'POST', '/sessions', { project_id, account_id: 1 })
  return { current_account_id: 1, project_id }
}

export function outboxSuite(open: OpenWorkspaceUnderTest): void {
  describe('webhooks', () => {
    test('a secret is shown when it is made and never again', async () => {
      const w = await open()
      const { id, secret } = await make(w)
      expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
      const key = secret.slice(6)
      for (const path of ['/webhooks', `/webhooks/${id}`, '/activity', '/outbox']) {
        expect(JSON.stringify((await call(w, 'GET', path)).body)).not.toContain(key)
      }
      expect(JSON.stringify((await call(w, 'PATCH', `/webhooks/${id}`, { description: 'mine' })).body)).not.toContain(
        key,
      )
    })

    test('what is sent is signed so that another implementation of Standard Webhooks takes it', async () => {
      const w = await open()
      await w.setTime(Date.now())
      const heard = await listen(w)
      const { id, secret } = await make(w)
      const message = await sendTest(w, id)
      await w.ring()
      const [{ url, body, headers }] = heard as [Heard]
      expect(url).toBe('https://hooks.example.com/paas')
      expect(new Webhook(secret).verify(body, headers)).toMatchObject({
        type: 'webhook.test',
        data: { webhook_id: id },
      })
      expect(() => new Webhook(secret).verify(`${body} `, headers)).toThrow()
      expect(await messageOf(w, message)).toMatchObject({
        status: 'delivered',
        attempts: 1,
        answer_status: 204,
        message_id: headers['webhook-id'],
        body: { type: 'webhook.test' },
      })
    })

    test('for a day after a change of the secret both sign, then only the new one', async () => {
      const w = await open()
      const now = Date.now()
      await w.setTime(now - DAY - MINUTE)
      const heard = await listen(w)
      const { id, secret: old } = await make(w)
      const { secret } = (await call(w, 'POST', `/webhooks/${id}/rotate-secret`)).body.data
      expect(secret).not.toBe(old)
      await w.setTime(now - MINUTE)
      await sendTest(w, id)
      await w.ring()
      // The change is a day old to the minute: from now on the old one is worth nothing.
      await w.setTime(now)
      const { secret: newest } = (await call(w, 'POST', `/webhooks/${id}/rotate-secret`)).body.data
      await sendTest(w, id)
      await w.ring()
      const verify = (by: string, n: number) => () => new Webhook(by).verify(heard[n]!.body, heard[n]!.headers)
      expect(verify(secret, 0)).not.toThrow()
      expect(verify(old, 0)).toThrow()
      expect(verify(newest, 1)).not.toThrow()
      expect(verify(secret, 1)).not.toThrow()
      expect(heard[1]!.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
      expect((await call(w, 'GET', `/webhooks/${id}`)).body.data.old_secret_until).toBe(
        new Date(now + DAY).toISOString(),
      )
    })

    test.each([
      'http://example.com/',
      'https://10.0.0.8/',
      'https://169.254.169.254/',
      'https://u:p@example.com/',
      'x',
    ])('%s is refused when it is written down and when it is changed', async url => {
      const w = await open()
      const { id } = await make(w)
      for (const answer of [
        await call(w, 'POST', '/webhooks', { url }),
        await call(w, 'PATCH', `/webhooks/${id}`, { url }),
      ])
        expect([answer.status, answer.body.code]).toEqual([400, 'webhook-url-refused'])
      expect((await call(w, 'GET', '/webhooks')).body.data).toHaveLength(1)
    })

    test('one that is switched off is sent nothing; switched on again it is sent what waited', async () => {
      const w = await open()
      const heard = await listen(w, n => (n === 1 ? new Response(null, { status: 500 }) : new Response()))
      const { id } = await make(w, { event_types: ['session.handed_off'] })
      const waiting = await sendTest(w, id)
      await w.ring()
      await call(w, 'PATCH', `/webhooks/${id}`, { enabled: false })
      await call(w, 'POST', '/private/auto-rotate', await furnish(w))
      expect((await call(w, 'POST', `/webhooks/${id}/test`)).body.code).toBe('webhook-off')
      expect((await call(w, 'POST', `/outbox/${waiting}/retry`)).body.code).toBe('webhook-off')
      await w.setTime(START + DAY)
      await w.ring()
      expect(heard).toHaveLength(1)
      expect(await messages(w)).toMatchObject([{ id: waiting, status: 'waiting', due_at: null }])
      await call(w, 'PATCH', `/webhooks/${id}`, { enabled: true })
      await w.ring()
      expect((await messageOf(w, waiting)).status).toBe('delivered')
    })

    test('one that answers 410 Gone is switched off, and says why', async () => {
      const w = await open()
      await listen(w, status(410))
      const { id } = await make(w)
      const message = await sendTest(w, id)
      await w.ring()
      expect((await messageOf(w, message)).status).toBe('dead')
      expect((await call(w, 'GET', `/webhooks/${id}`)).body.data).toMatchObject({
        enabled: false,
        disabled_because: expect.stringContaining('410'),
      })
    })

    test('one that is deleted takes along what it was not told', async () => {
      const w = await open()
      const { id } = await make(w)
      await sendTest(w, id)
      await w.ring()
      await call(w, 'DELETE', `/webhooks/${id}`)
      expect(await messages(w)).toEqual([])
    })
  })

  describe('the outbox', () => {
    test('what is not taken is sent again, later each time, under the same id', async () => {
      const w = await open()
      const heard = await listen(w, n => new Response(null, { status: n < 3 ? 503 : 200 }))
      const { id } = await make(w)
      const message = await sendTest(w, id)
      await w.ring()
      const first = await messageOf(w, message)
      expect(first).toMatchObject({ status: 'waiting', attempts: 1, answer_status: 503, error: 'answered 503' })
      await w.setTime(Date.parse(first.due_at) - 1)
      await w.ring()
      expect(heard).toHaveLength(1)
      await w.setTime(Date.parse(first.due_at))
      await w.ring()
      const second = await messageOf(w, message)
      expect(Date.parse(second.due_at) - Date.parse(first.due_at)).toBeGreaterThan(Date.parse(first.due_at) - START)
      await w.setTime(Date.parse(second.due_at))
      await w.ring()
      expect(await messageOf(w, message)).toMatchObject({ status: 'delivered', attempts: 3, error: null })
      expect(new Set(heard.map(({ headers }) => headers['webhook-id'])).size).toBe(1)
      expect(new Set(heard.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3)
      expect(new Set(heard.map(({ body }) => body)).size).toBe(1)
    })

    test('is given up after ten attempts, kept with its last error, and sent again when a person asks', async () => {
      const w = await open()
      let isUp = false
      const heard = await listen(w, () => new Response('no room', { status: isUp ? 200 : 507 }))
      const { id } = await make(w)
      const message = await sendTest(w, id)
      let now = START
      for (let n = 0; n < 30; n++) {
        await w.ring()
        const { due_at } = await messageOf(w, message)
        if (due_at === null) break
        now = Date.parse(due_at)
        await w.setTime(now)
      }
      expect(heard).toHaveLength(10)
      expect(now - START).toBeGreaterThan(DAY)
      const [dead] = await messages(w, '?status=dead')
      expect(dead).toMatchObject({ id: message, attempts: 10, answer_status: 507, error: 'answered 507: no room' })
      isUp = true
      expect((await call(w, 'POST', `/outbox/${message}/retry`)).status).toBe(200)
      await w.ring()
      expect((await messageOf(w, message)).status).toBe('delivered')
      expect(heard[10]!.headers['webhook-id']).toBe(heard[0]!.headers['webhook-id'])
      expect((await call(w, 'POST', `/outbox/${message}/retry`)).body.code).toBe('message-on-its-way')
    })

    test('waits as long as the receiver asks for', async () => {
      const w = await open()
      await listen(w, status(429, '', { 'retry-after': '600' }))
      const message = await sendTest(w, (await make(w)).id)
      await w.ring()
      expect((await messageOf(w, message)).due_at).toBe(new Date(START + 10 * MINUTE).toISOString())
    })

    test('of an answer little is kept, and no secret', async () => {
      const w = await open()
      const key = `ghp_${'a1B2c3D4e5F6'.repeat(3)}`
      await listen(w, status(500, `token=${key} ${'wrong '.repeat(5000)}`))
      const message = await sendTest(w, (await make(w)).id)
      await w.ring()
      const { error } = await messageOf(w, message)
      expect(error).toContain('wrong')
      expect(error).not.toContain(key)
      expect(error.length).toBeLessThan(230)
    })

    test('a redirect is not followed', async () => {
      const w = await open()
      const heard = await listen(w, status(302, undefined, { location: 'https://10.0.0.8/' }))
      const message = await sendTest(w, (await make(w)).id)
      await w.ring()
      expect(heard).toHaveLength(1)
      expect((await messageOf(w, message)).error).toContain('redirects are not followed')
    })

    test('a receiver that nobody reaches holds up no other', async () => {
      const w = await open()
      const dead = (await make(w, { url: 'https://dead.example.com/' })).id
      const live = (await make(w)).id
      for (let n = 0; n < 30; n++) await sendTest(w, dead)
      const message = await sendTest(w, live)
      const heard: string[] = []
      await w.answerOutside(async url => {
        heard.push(url)
        return new Response(null, { status: url.includes('dead') ? 500 : 200 })
      })
      await w.setTime(START + HOUR)
      await w.ring()
      expect(heard.indexOf('https://hooks.example.com/paas')).toBeLessThan(4)
      expect((await messageOf(w, message)).status).toBe('delivered')
    })

    test('tells of what happened: one message for the facts of one change, to those who take them', async () => {
      const w = await open()
      const heard = await listen(w)
      const taker = (await make(w, { event_types: ['session.handed_off', 'account.reset'] })).id
      await make(w, { url: 'https://other.example.com/', event_types: ['handoff.failed'] })
      const { body } = await call(w, 'POST', '/private/auto-rotate', await furnish(w))
      await w.ring()
      expect(heard.map(({ body }) => JSON.parse(body))).toEqual([
        {
          type: 'session.handed_off',
          timestamp: new Date(START).toISOString(),
          data: {
            count: 1,
            facts: [
              {
                at: new Date(START).toISOString(),
                subject_id: 1,
                actor: 'You',
                data: { project_id: 1, account_id: 1, next_session_id: body.session_id },
              },
            ],
          },
        },
      ])
      const accounts = Array.from({ length: 300 }, (_, n) => ({ account_name: `night ${n}` }))
      await call(w, 'POST', '/private/batch-create-accounts', { accounts })
      await w.setTime(START + DAY)
      await w.ring()
      const resets = heard.slice(1).map(({ body }) => JSON.parse(body))
      expect(resets).toHaveLength(1)
      expect(resets[0]).toMatchObject({ type: 'account.reset', data: { count: 302 } })
      const named = resets[0].data.facts.flatMap((fact: { subject_id: number; data: { ids?: number[] } | null }) => {
        return fact.data?.ids ?? [fact.subject_id]
      })
      expect(new Set(named).size).toBeLessThan(200)
      expect(new Set(named).size).toBe(named.length)
      expect(await messages(w, `?webhook_id=${taker}`)).toHaveLength(2)
    })

    test('a clock that is set back does not hold a message up', async () => {
      const w = await open()
      await listen(w, n => new Response(null, { status: n === 1 ? 500 : 200 }))
      const { id } = await make(w)
      await w.setTime(START + 400 * DAY)
      const message = await sendTest(w, id)
      await w.ring()
      expect((await messageOf(w, message)).status).toBe('waiting')
      await w.setTime(START)
      await w.ring()
      expect((await messageOf(w, message)).status).toBe('delivered')
    })

    test('what was delivered is forgotten after a week, what was given up after a month', async () => {
      const w = await open()
      await listen(w, n => new Response(null, { status: n === 2 ? 410 : 200 }))
      const good = await sendTest(w, (await make(w)).id)
      await w.ring()
      const gone = await sendTest(w, (await make(w)).id)
      await w.ring()
      const left = async (at: number) => {
        await w.setTime(at)
        await sendTest(w, 1)
        return (await messages(w)).map((m: { id: number }) => m.id)
      }
      expect(await left(START + 7 * DAY)).toContain(good)
      const later = await left(START + 7 * DAY + 1)
      expect(later).not.toContain(good)
      expect(later).toContain(gone)
      expect(await left(START + 30 * DAY + 1)).not.toContain(gone)
    })
  })
}
