/** How often anybody may ask. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Asked, ask, firstOwner, type Somebody, withToken } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let owner: Somebody
beforeAll(async () => {
  server = await startServer({ isPublic: true })
  owner = await firstOwner(server)
})
afterAll(() => server.stop())

const from = (address: string, more: Record<string, string> = {}) => ({
  headers: { 'x-forwarded-for': address, ...more },
})
const many = (count: number, once: () => Promise<Asked>) => Promise.all(Array.from({ length: count }, once))
const waiting = (asked: readonly Asked[]) => asked.filter(({ status }) => status === 429)

test('who guesses tokens is soon told to wait, from that network only; who holds one is not', async () => {
  const { token } = (await owner.ask('POST', '/api/tokens', { name: 'ci', scopes: ['read'] })).body
  const guess = () =>
    ask(server, 'GET', '/api/stats', from('203.0.113.1', { authorization: `Bearer paas_${'A'.repeat(43)}` }))
  const guesses = await many(100, guess)
  expect(waiting(guesses).length).toBeGreaterThan(20)
  expect(Number(waiting(guesses)[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  const right = from('203.0.113.1', withToken(token).headers)
  expect((await ask(server, 'GET', '/api/stats', right)).status).toBe(200)
  const elsewhere = from('203.0.113.2', { authorization: `Bearer paas_${'A'.repeat(43)}` })
  expect((await ask(server, 'GET', '/api/stats', elsewhere)).status).toBe(401)
})

test('one token asks in bursts, and waits beyond', async () => {
  const { token } = (await owner.ask('POST', '/api/tokens', { name: 'eager', scopes: ['read'] })).body
  const asked = await many(1500, () => ask(server, 'GET', '/api/health', withToken(token)))
  expect(waiting(asked).length).toBeGreaterThan(0)
  expect(asked.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1000)
  expect((await owner.ask('GET', '/api/stats')).status).toBe(200)
})

test('signing in over and over with many names waits too', async () => {
  const once = () =>
    ask(server, 'POST', '/api/auth/sign-in/email', {
      body: { email: `${crypto.randomUUID()}@example.org`, password: 'x' },
      headers: { origin: server.url, 'x-forwarded-for': '203.0.113.7' },
    })
  const asked: Asked[] = []
  // Eighty at one time would be told to come again by whoever bounds the load.
  for (let round = 0; round < 8; round++) asked.push(...(await many(10, once)))
  expect(waiting(asked).length).toBeGreaterThan(0)
})

test('at the machine itself nobody waits', async () => {
  const asked = await many(1500, () => ask(server, 'GET', '/api/health', withToken(server.key)))
  expect(waiting(asked)).toEqual([])
})
