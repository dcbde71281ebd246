/** Signing in with GitHub or Google: their word for an address counts where somebody invited it. GitHub is played by the test. */
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ask, firstOwner, type Somebody } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let owner: Somebody
/** What GitHub says of whoever signs in there. */
let visitor = { email: 'ana@example.org', verified: true }

beforeEach(async () => {
  server = await startServer({ isPublic: true, env: { PAAS_GITHUB_ID: 'an-id', PAAS_GITHUB_SECRET: 'a-secret' } })
  owner = await firstOwner(server)
  visitor = { email: 'ana@example.org', verified: true }
  const real = globalThis.fetch
  vi.stubGlobal('fetch', async (input: RequestInfo | URL, init?: RequestInit) => {
    const url = String(input instanceof Request ? input.url : input)
    return url.includes('github.com/') ? Response.json(github(url)) : real(input, init)
  })
})
afterEach(async () => {
  vi.unstubAllGlobals()
  await server.stop()
})

function github(url: string): object {
  if (url.includes('access_token')) return { access_token: 'of-github', token_type: 'bearer', scope: 'user:email' }
  if (url.includes('/user/emails')) return [{ ...visitor, primary: true, visibility: 'public' }]
  return { id: 42, login: 'ana', name: 'Ana', email: visitor.email, avatar_url: '' }
}

/** Goes to GitHub and comes back. @returns where the browser is sent, and the session's cookie if there is one. */
async function through(): Promise<{ to: string; cookie: string | undefined }> {
  const headers = { origin: server.url }
  const begun = await ask(server, 'POST', '/api/auth/sign-in/social', {
    body: { provider: 'github', callbackURL: '/' },
    headers,
  })
  expect(begun.status).toBe(200)
  const there = new URL(begun.body.data.url)
  expect([there.host, there.searchParams.get('client_id')]).toEqual(['github.com', 'an-id'])
  expect(there.searchParams.get('redirect_uri')).toBe(`${server.url}/api/auth/callback/github`)
  const cookie = begun.headers
    .getSetCookie()
    .map(text => text.split(';')[0])
    .join('; ')
  const state = there.searchParams.get('state') ?? ''
  const back = await ask(server, 'GET', `/api/auth/callback/github?code=c&state=${encodeURIComponent(state)}`, {
    headers: { cookie },
  })
  expect(back.status).toBe(302)
  const session = back.headers.getSetCookie().find(text => text.startsWith('paas.session_token='))
  return { to: back.headers.get('location') ?? '', cookie: session?.split(';')[0] }
}

test('whom nobody invited stays outside', async () => {
  const { to, cookie } = await through()
  expect(to).toContain('error=not_invited')
  expect(cookie).toBeUndefined()
  expect((await owner.ask('GET', '/api/members')).body.data).toHaveLength(1)
})

test('whom somebody invited is a member at once, with the role of the invitation, which is used up', async () => {
  await owner.ask('POST', '/api/invitations', { email: 'ana@example.org', role: 'viewer' })
  const { to, cookie } = await through()
  expect(to).not.toContain('error')
  const me = await ask(server, 'GET', '/api/me', { headers: { cookie: String(cookie) } })
  expect(me.body.data).toMatchObject({ person: { name: 'Ana' }, workspace: { id: 'default', role: 'viewer' } })
  expect((await owner.ask('GET', '/api/invitations')).body.data[0].state).toBe('accepted')
})

test('an address that GitHub has not verified is nobody’s', async () => {
  visitor.verified = false
  await owner.ask('POST', '/api/invitations', { email: 'ana@example.org', role: 'viewer' })
  expect((await through()).cookie).toBeUndefined()
})

test('somebody else’s address at GitHub does not sign in as them', async () => {
  visitor.email = owner.email
  const { cookie } = await through()
  expect(cookie).toBeUndefined()
})

test('a way back that was not begun here is refused', async () => {
  const back = await ask(server, 'GET', '/api/auth/callback/github?code=c&state=made-up')
  expect(back.status).toBe(302)
  expect(back.headers.get('location')).toContain('error')
  expect(back.headers.getSetCookie().join()).not.toMatch(/session_token=[^;]/)
})
