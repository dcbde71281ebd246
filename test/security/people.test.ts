/** People: how they come in, what they may do to one another, and how they go. */
import { readdirSync, readFileSync } from 'node:fs'
import { join as joinPath } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { ask, firstOwner, invited, join, type Somebody, signIn, withToken } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
let owner: Somebody
beforeEach(async () => {
  server = await startServer({ isPublic: true })
  owner = await firstOwner(server)
})
afterEach(() => server.stop())

const linkFor = async (wish: object): Promise<string> => (await owner.ask('POST', '/api/invitations', wish)).body.link
const tokenIn = (link: string): string => link.split('#')[1] as string
const PASSWORD = 'correct horse battery staple'

/** As the file has it, for a clock that is another. */
function inDirectory(query: string, ...params: (string | number)[]): void {
  const db = new DatabaseSync(joinPath(server.dataDir, 'directory.db'))
  db.prepare(query).run(...params)
  db.close()
}

/** The live feed, as their browser has it open. */
async function open({ cookie }: Somebody): Promise<WebSocket> {
  const headers = { cookie, origin: server.url }
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/live`, { headers })
  await new Promise((done, fail) => socket.on('open', done).on('error', fail))
  return socket
}

/** @returns, wrapped so that awaiting it does not wait for it, the code that the feed is closed with. */
async function listen(who: Somebody): Promise<{ code: Promise<number> }> {
  const socket = await open(who)
  return { code: new Promise(done => socket.on('close', done)) }
}

/** Of the mail about a new password. */
async function mailedToken(): Promise<string> {
  const mails = joinPath(server.dataDir, 'mail')
  const find = () =>
    readdirSync(mails)
      .map(name => readFileSync(joinPath(mails, name), 'utf8'))
      .find(text => text.includes('reset-password/'))
  await expect.poll(find).toBeDefined()
  return /reset-password\/(\w+)/.exec(find() ?? '')?.[1] ?? ''
}

async function resetPassword({ email }: Somebody) {
  const headers = { origin: server.url }
  await ask(server, 'POST', '/api/auth/request-password-reset', {
    body: { email, redirectTo: '/reset-password' },
    headers,
  })
  const body = { token: await mailedToken(), newPassword: 'a new password, longer' }
  return ask(server, 'POST', '/api/auth/reset-password', { body, headers })
}

describe('coming in', () => {
  test('the first link lets one owner in, once; later starts print none', async () => {
    const again = await ask(server, 'POST', '/api/join', {
      body: {
        invitation: tokenIn(String(server.firstLink)),
        name: 'Eve',
        email: 'eve@example.org',
        password: PASSWORD,
      },
    })
    expect(again).toMatchObject({ status: 404, body: { code: 'no-such-invitation' } })
    expect((await ask(server, 'GET', '/api/sign-in')).body.first_run).toBe(false)
  })

  test('an invitation works once, however many take it up at one time', async () => {
    const invitation = tokenIn(await linkFor({ role: 'member' }))
    const asked = Array.from({ length: 5 }, (_, n) =>
      ask(server, 'POST', '/api/join', {
        body: { invitation, name: `n${n}`, email: `n${n}@example.org`, password: PASSWORD },
      }),
    )
    const statuses = (await Promise.all(asked)).map(({ status }) => status)
    expect(statuses.filter(status => status === 201)).toHaveLength(1)
    expect((await owner.ask('GET', '/api/members')).body.data).toHaveLength(2)
  })

  test('the workspace knows who belongs to it: whoever comes, takes another role, goes', async () => {
    const ana = await join(server, await linkFor({ role: 'member' }), 'ana@example.org')
    const known = async () => {
      const { data } = (await owner.ask('GET', '/api/people')).body
      return data.find(({ id }: { id: string }) => id === ana.id) ?? null
    }
    await expect.poll(known).toMatchObject({ role: 'member', email: 'ana@example.org' })
    const hers = { account_name: 'hers', personal: true, capacity: 7351 }
    const account = (await ana.ask('POST', '/api/accounts', hers)).body.id
    await owner.ask('PATCH', `/api/members/${ana.id}`, { role: 'viewer' })
    await expect.poll(known).toMatchObject({ role: 'viewer' })
    await owner.ask('DELETE', `/api/members/${ana.id}`)
    await expect.poll(known).toBeNull()
    const { data } = (await owner.ask('GET', `/api/accounts/${account}`)).body
    expect(data).toMatchObject({ status: 'blocked', capacity: null, owner: { id: ana.id } })
  })

  test('one that was taken back, is too old, is of another shape, is for another address: all of no use', async () => {
    const revoked = await owner.ask('POST', '/api/invitations', { role: 'member' })
    await owner.ask('DELETE', `/api/invitations/${revoked.body.id}`)
    const old = await owner.ask('POST', '/api/invitations', { role: 'member' })
    inDirectory('UPDATE invitations SET expires_at_ms = 1 WHERE id = ?', old.body.id)
    for (const invitation of [
      tokenIn(revoked.body.link),
      tokenIn(old.body.link),
      '',
      'paas_',
      `paas_${'A'.repeat(43)}`,
      '%00',
    ]) {
      const body = { invitation, name: 'Eve', email: 'eve@example.org', password: PASSWORD }
      expect((await ask(server, 'POST', '/api/join', { body })).status, invitation).toBe(404)
    }
    const hers = tokenIn(await linkFor({ email: 'Ana@example.org', role: 'member' }))
    const body = { invitation: hers, name: 'Eve', email: 'eve@example.org', password: PASSWORD }
    expect(await ask(server, 'POST', '/api/join', { body })).toMatchObject({
      status: 403,
      body: { code: 'invited-as-another' },
    })
    expect((await owner.ask('GET', '/api/members')).body.data).toHaveLength(1)
  })

  test('nobody signs up without one, by any way that the library has', async () => {
    for (const path of [
      '/api/auth/sign-up/email',
      '/api/auth/sign-up',
      '/api/auth/delete-user',
      '/api/auth/get-session',
      '/api/auth/list-sessions',
    ]) {
      const body = { name: 'Eve', email: 'eve@example.org', password: PASSWORD }
      expect((await ask(server, 'POST', path, { body, headers: { origin: server.url } })).status, path).toBe(404)
    }
  })

  test('who is known already signs in and takes the next one up; an invitation does not take over a person', async () => {
    const other = await owner.ask('POST', '/api/workspaces', { name: 'Second' })
    const ana = await join(server, await linkFor({ role: 'member' }), 'ana@example.org')
    const { body } = await owner.ask(
      'POST',
      '/api/invitations',
      { role: 'viewer' },
      { 'paas-workspace': other.body.data.id },
    )
    const invitation = tokenIn(body.link)
    const taken = { invitation, name: 'Eve', email: 'ana@example.org', password: 'another password of Eve' }
    expect(await ask(server, 'POST', '/api/join', { body: taken })).toMatchObject({
      status: 409,
      body: { code: 'person-exists' },
    })
    expect((await ana.ask('POST', '/api/join', { invitation })).status).toBe(201)
    expect((await ana.ask('GET', '/api/me')).body.data.workspaces.map((w: { role: string }) => w.role)).toEqual([
      'member',
      'viewer',
    ])
  })
})

describe('signing in', () => {
  const tryAs = (email: string, password: string) =>
    ask(server, 'POST', '/api/auth/sign-in/email', { body: { email, password }, headers: { origin: server.url } })

  test('a wrong password reads the same whether the person is known or not, and costs the same hashing', async () => {
    const known = await tryAs(owner.email, 'wrong password')
    const unknown = await tryAs('nobody@example.org', 'wrong password')
    const { request_id: _, ...first } = known.body
    const { request_id: __, ...second } = unknown.body
    expect([known.status, first]).toEqual([unknown.status, second])
    expect(known.status).toBe(401)
    const took = { known: [] as number[], unknown: [] as number[] }
    for (let n = 0; n < 3; n++) {
      for (const [which, email] of [
        ['known', owner.email],
        ['unknown', 'nobody@example.org'],
      ] as const) {
        const start = performance.now()
        await tryAs(email, 'wrong password')
        took[which].push(performance.now() - start)
      }
    }
    // Without a hash an unknown one would be answered in a twentieth of the time.
    expect(Math.min(...took.unknown)).toBeGreaterThan(Math.min(...took.known) / 3)
  })

  test('after five wrong ones the next waits, even a right one; another account and a restart change nothing', async () => {
    for (let n = 0; n < 5; n++) expect((await tryAs(owner.email, 'wrong password')).status).toBe(401)
    const waits = await tryAs(owner.email, PASSWORD)
    expect(waits).toMatchObject({ status: 429, body: { code: 'wait-to-sign-in' } })
    expect(Number(waits.headers.get('retry-after'))).toBeGreaterThan(50)
    const ana = await join(server, await linkFor({ role: 'member' }), 'ana@example.org')
    expect((await ana.ask('GET', '/api/me')).status).toBe(200)
    inDirectory('UPDATE sign_in_failures SET last_at_ms = last_at_ms - 61000')
    expect((await tryAs(owner.email, PASSWORD)).status).toBe(200)
    expect((await tryAs(owner.email, 'wrong password')).status).toBe(401)
  })

  test('a request from the page of another site signs nobody in, and a cookie alone changes nothing', async () => {
    const body = { email: owner.email, password: PASSWORD }
    const from = (origin: string) => ask(server, 'POST', '/api/auth/sign-in/email', { body, headers: { origin } })
    expect((await from('https://evil.example')).status).toBe(403)
    const bare = await ask(server, 'POST', '/api/projects', { body: { name: 'x' }, headers: { cookie: owner.cookie } })
    expect(bare).toMatchObject({ status: 403, body: { code: 'foreign-origin' } })
    expect((await owner.ask('POST', '/api/projects', { name: 'x' }, { origin: 'https://evil.example' })).status).toBe(
      403,
    )
    expect((await owner.ask('GET', '/api/projects')).body.data).toEqual([])
  })

  test('the cookie is out of reach of scripts and of other sites, and no answer repeats it', async () => {
    const signed = await ask(server, 'POST', '/api/auth/sign-in/email', {
      body: { email: owner.email, password: PASSWORD },
      headers: { origin: server.url },
    })
    const cookie = signed.headers.getSetCookie().join()
    expect(cookie).toMatch(/HttpOnly/)
    expect(cookie).toMatch(/SameSite=Lax/)
    const token = decodeURIComponent(/session_token=([^;.]+)/.exec(cookie)?.[1] ?? '')
    expect(token.length).toBeGreaterThan(20)
    expect(JSON.stringify(signed.body)).not.toContain(token)
    const listed = await owner.ask('GET', '/api/me/sign-ins')
    expect(JSON.stringify(listed.body)).not.toContain(token)
    expect(listed.body.data).toHaveLength(2)
  })

  test('signing out somewhere else holds from the next request on; nobody ends another person’s', async () => {
    const phone = await signIn(server, owner.email)
    const ana = await invited(server, owner, 'admin')
    const { body } = await owner.ask('GET', '/api/me/sign-ins')
    const other = body.data.find((row: { current: boolean }) => !row.current)
    expect((await ana.ask('DELETE', `/api/me/sign-ins/${other.id}`)).status).toBe(404)
    expect((await phone.ask('GET', '/api/stats')).status).toBe(200)
    expect((await owner.ask('DELETE', `/api/me/sign-ins/${other.id}`)).status).toBe(200)
    expect((await phone.ask('GET', '/api/stats')).status).toBe(401)
    expect((await owner.ask('GET', '/api/stats')).status).toBe(200)
  })

  test('a new password by mail ends every sign-in, and its link works once', async () => {
    const headers = { origin: server.url }
    const asked = await ask(server, 'POST', '/api/auth/request-password-reset', {
      body: { email: owner.email, redirectTo: '/reset-password' },
      headers,
    })
    const unknown = await ask(server, 'POST', '/api/auth/request-password-reset', {
      body: { email: 'nobody@example.org' },
      headers,
    })
    expect([asked.status, asked.body.data]).toEqual([unknown.status, unknown.body.data])
    const token = await mailedToken()
    const reset = () =>
      ask(server, 'POST', '/api/auth/reset-password', {
        body: { token, newPassword: 'a new password, longer' },
        headers,
      })
    expect((await reset()).status).toBe(200)
    expect((await reset()).status).toBe(400)
    expect((await owner.ask('GET', '/api/stats')).status).toBe(401)
    expect((await signIn(server, owner.email, 'a new password, longer')).id).toBe(owner.id)
  })
})

describe('members', () => {
  test('two owners who remove each other at one moment: one stays', async () => {
    for (let round = 0; round < 5; round++) {
      const other = await invited(server, owner, 'owner')
      const [first, second] = await Promise.all([
        owner.ask('DELETE', `/api/members/${other.id}`),
        other.ask('DELETE', `/api/members/${owner.id}`),
      ])
      expect([first.status, second.status].filter(status => status === 200)).toHaveLength(1)
      if (second.status === 200) owner = other
    }
    expect((await owner.ask('GET', '/api/members')).body.data).toHaveLength(1)
  })

  test('the last owner neither leaves nor steps down; with another one both go', async () => {
    expect(await owner.ask('DELETE', `/api/members/${owner.id}`)).toMatchObject({
      status: 409,
      body: { code: 'last-owner' },
    })
    expect((await owner.ask('PATCH', `/api/members/${owner.id}`, { role: 'viewer' })).status).toBe(409)
    const other = await invited(server, owner, 'owner')
    expect((await owner.ask('PATCH', `/api/members/${owner.id}`, { role: 'admin' })).status).toBe(200)
    expect((await owner.ask('DELETE', `/api/members/${owner.id}`)).status).toBe(200)
    expect((await owner.ask('GET', '/api/stats')).status).toBe(403)
    expect((await other.ask('GET', '/api/members')).body.data).toHaveLength(1)
  })

  test('an admin manages members, but makes, changes and removes no owner; a member removes only themselves', async () => {
    const admin = await invited(server, owner, 'admin')
    const member = await invited(server, owner, 'member')
    for (const asked of [
      admin.ask('PATCH', `/api/members/${owner.id}`, { role: 'viewer' }),
      admin.ask('DELETE', `/api/members/${owner.id}`),
      admin.ask('PATCH', `/api/members/${admin.id}`, { role: 'owner' }),
      admin.ask('POST', '/api/invitations', { role: 'owner' }),
    ]) {
      expect([403, 409]).toContain((await asked).status)
    }
    expect((await admin.ask('PATCH', `/api/members/${member.id}`, { role: 'viewer' })).status).toBe(200)
    expect((await member.ask('DELETE', `/api/members/${admin.id}`)).status).toBe(404)
    expect((await member.ask('DELETE', `/api/members/${member.id}`)).status).toBe(200)
  })

  test('who is removed: the open socket closes, session and tokens are worth nothing, also after coming back', async () => {
    const member = await invited(server, owner, 'member')
    const { token } = (await member.ask('POST', '/api/tokens', { name: 'mine', scopes: ['read'] })).body
    const { code } = await listen(member)
    await owner.ask('DELETE', `/api/members/${member.id}`)
    expect(await code).toBe(1008)
    expect((await member.ask('GET', '/api/stats')).status).toBe(403)
    expect((await ask(server, 'GET', '/api/stats', withToken(token))).status).toBe(401)
    const { link } = (await owner.ask('POST', '/api/invitations', { role: 'viewer' })).body
    expect((await member.ask('POST', '/api/join', { invitation: tokenIn(link) })).status).toBe(201)
    expect((await member.ask('GET', '/api/stats')).status).toBe(200)
    expect((await ask(server, 'GET', '/api/stats', withToken(token))).status).toBe(401)
  })

  const change = (who: Somebody, more: object) =>
    who.ask('POST', '/api/auth/change-password', { currentPassword: PASSWORD, newPassword: `${PASSWORD}!`, ...more })
  test.each<[string, (here: Somebody, there: Somebody) => Promise<{ status: number }>]>([
    ['signs out', (_, there) => there.ask('POST', '/api/auth/sign-out', {})],
    ['signs out elsewhere', here => here.ask('POST', '/api/auth/revoke-other-sessions', {})],
    ['changes the password, and signs out elsewhere with it', here => change(here, { revokeOtherSessions: true })],
    ['takes a new password by a mail', here => resetPassword(here)],
  ])('who %s: what was open there closes at once', async (_, end) => {
    const there = await signIn(server, owner.email)
    const { code } = await listen(there)
    expect((await end(owner, there)).status).toBe(200)
    expect(await code).toBe(1008)
    expect((await there.ask('GET', '/api/stats')).status).toBe(401)
  })

  test('who changes the password and stays signed in elsewhere goes on hearing there', async () => {
    const there = await signIn(server, owner.email)
    const socket = await open(there)
    expect((await change(owner, {})).status).toBe(200)
    const heard = new Promise(done => socket.on('message', done).on('close', () => done('closed')))
    await there.ask('POST', '/api/projects', { name: 'still here' })
    expect(await heard).not.toBe('closed')
    socket.close()
  })

  test('a token never reaches further than the person who made it does now', async () => {
    const admin = await invited(server, owner, 'admin')
    const { token } = (await admin.ask('POST', '/api/tokens', { name: 'mine', scopes: ['manage'] })).body
    const change = () =>
      ask(server, 'PATCH', '/api/settings', { body: { selection_strategy: 'balanced' }, ...withToken(token) })
    expect((await change()).status).toBe(200)
    await owner.ask('PATCH', `/api/members/${admin.id}`, { role: 'viewer' })
    expect((await change()).status).toBe(403)
    expect((await admin.ask('POST', '/api/tokens', { name: 'wide', scopes: ['write'] })).status).toBe(403)
  })
})

describe('what members share', () => {
  test('a personal account is there for all and its credits for its owner only; it goes with them', async () => {
    const ana = await invited(server, owner, 'member')
    const mine = { account_name: 'of Ana', account_email: 'private@example.org', capacity: 7351, personal: true }
    const { id } = (await ana.ask('POST', '/api/accounts', mine)).body
    expect((await ana.ask('GET', `/api/accounts/${id}`)).body.data).toMatchObject({
      capacity: 7351,
      account_email: 'private@example.org',
    })
    for (const path of [`/api/accounts/${id}`, '/api/accounts', '/api/stats', '/api/readings', '/api/forecast']) {
      const { status, body } = await owner.ask('GET', path)
      expect(status, path).toBe(200)
      expect(JSON.stringify(body), path).not.toMatch(/7351|private@example/)
    }
    expect((await owner.ask('GET', '/api/accounts')).body.data).toMatchObject([
      { id, account_name: 'of Ana', owner: { id: ana.id } },
    ])
    expect((await owner.ask('PATCH', `/api/accounts/${id}`, { notes: 'x' })).status).toBe(403)
    await owner.ask('DELETE', `/api/members/${ana.id}`)
    await expect.poll(async () => (await owner.ask('POST', '/api/private/select-best-account', {})).status).toBe(409)
  })

  test('work is handed to a colleague, on an account that they may use', async () => {
    const ana = await invited(server, owner, 'member')
    await owner.ask('POST', '/api/accounts', { account_name: 'shared' })
    await ana.ask('POST', '/api/accounts', { account_name: 'of Ana', personal: true })
    const project = (await owner.ask('POST', '/api/projects', { name: 'p' })).body.id
    const { body: opened } = await owner.ask('POST', '/api/sessions', { project_id: project, account_id: 1 })
    const wish = { current_account_id: 1, project_id: project, session_id: opened.id, to_person: ana.id }
    const { status, body } = await owner.ask('POST', '/api/private/auto-rotate', wish)
    expect([status, body.next_account?.account_name]).toEqual([200, 'of Ana'])
    const { data } = (await ana.ask('GET', `/api/sessions?person=${ana.id}`)).body
    expect(data).toMatchObject([{ id: body.session_id, account_name: 'of Ana' }])
  })
})

describe('what is not as it should be', () => {
  test('tokens of the wrong shape', async () => {
    for (const authorization of [
      '',
      'Bearer',
      'Bearer ',
      'Basic YTpi',
      `Bearer paas_${'A'.repeat(42)}`,
      `Bearer paas_${'A'.repeat(5000)}`,
      "Bearer ' OR 1=1 --",
    ]) {
      const { status, body } = await ask(server, 'GET', '/api/stats', { headers: { authorization } })
      expect({ authorization, status, code: body.code }).toEqual({
        authorization,
        status: 401,
        code: expect.any(String),
      })
    }
  })

  test('a clock that is an hour off, either way: who is signed in stays so, tokens work', async () => {
    const { token } = (await owner.ask('POST', '/api/tokens', { name: 'mine', scopes: ['read'], expires_in_days: 1 }))
      .body
    for (const hours of [-1, 1]) {
      inDirectory(
        'UPDATE tokens SET created_at_ms = created_at_ms + ?, last_used_at_ms = last_used_at_ms + ?',
        hours * 3.6e6,
        hours * 3.6e6,
      )
      inDirectory(`UPDATE session SET createdAt = strftime('%Y-%m-%dT%H:%M:%fZ', createdAt, ?)`, `${hours} hours`)
      expect((await ask(server, 'GET', '/api/stats', withToken(token))).status).toBe(200)
      expect((await owner.ask('GET', '/api/stats')).status).toBe(200)
    }
  })

  test('a proxy on the same machine opens nothing: from loopback too one signs in, but for who holds the key', async () => {
    expect((await ask(server, 'GET', '/api/stats')).status).toBe(401)
    expect((await ask(server, 'GET', '/api/stats', withToken(server.key))).status).toBe(200)
    expect((await ask(server, 'GET', '/api/stats', withToken(`${server.key.slice(0, -1)}_`))).status).toBe(401)
    const proxied = { headers: { authorization: `Bearer ${server.key}`, 'x-forwarded-for': '203.0.113.9' } }
    expect((await ask(server, 'GET', '/api/stats', proxied)).status).toBe(401)
  })
})
