/** Who may what: every mounted route, asked by everybody who may not, on a real server that people sign in to. */
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { directoryRoutes } from '../../src/directory/routes.ts'
import { isAtLeast, needsOf } from '../../src/http/access.ts'
import type { Route } from '../../src/http/route.ts'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { routes } from '../../src/workspace/rooms.ts'
import { type Asked, ask, firstOwner, invited, type Role, type Somebody, withToken } from '../support/people.ts'
import { startServer, type TestServer } from '../support/server.ts'

const ROLES: readonly Role[] = ['viewer', 'member', 'admin', 'owner']
const all: readonly Route[] = [...routes, ...directoryRoutes]
const guarded = all.filter(route => needsOf(route) !== 'public')
const nameOf = ({ method, path }: Route) => `${method} ${path}`

let server: TestServer
const people = {} as Record<Role, Somebody>
/** Of another workspace, which they own; strangers in the first. */
let stranger: Somebody
let away: string
const tokens: Record<string, string> = {}

beforeAll(async () => {
  server = await startServer({ isPublic: true })
  people.owner = await firstOwner(server)
  for (const role of ['admin', 'member', 'viewer'] as const) people[role] = await invited(server, people.owner, role)
  expect((await people.owner.ask('POST', '/api/demo', {})).status).toBe(201)
  const made = await people.owner.ask('POST', '/api/workspaces', { name: 'Elsewhere' })
  away = made.body.data.id
  stranger = await invited(server, people.owner, 'owner', away)
  await stranger.ask('GET', '/api/projects')
  for (const scope of ['push', 'read', 'write', 'manage']) {
    tokens[scope] = (await people.owner.ask('POST', '/api/tokens', { name: scope, scopes: [scope] })).body.token
  }
  tokens.foreign = (await stranger.ask('POST', '/api/tokens', { name: 'foreign', scopes: ['manage'] })).body.token
  tokens.expired = (
    await people.owner.ask('POST', '/api/tokens', { name: 'old', scopes: ['manage'], expires_in_days: 1 })
  ).body.token
  tokens.revoked = await revoked()
  tokens.unknown = `paas_${'A'.repeat(43)}`
  inDirectory(db => db.exec("UPDATE tokens SET expires_at_ms = 1 WHERE name = 'old'"))
  await people.owner.ask('POST', '/api/invitations', { role: 'viewer' })
})
afterAll(() => server.stop())

async function revoked(): Promise<string> {
  const { body } = await people.owner.ask('POST', '/api/tokens', { name: 'taken back', scopes: ['manage'] })
  await people.owner.ask('DELETE', `/api/tokens/${body.id}`)
  return body.token
}

function inDirectory<T>(work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(join(server.dataDir, 'directory.db'))
  try {
    return work(db)
  } finally {
    db.close()
  }
}

/** Everything that a request could have changed; but when a token was last used. */
function everything(): string {
  const hash = createHash('sha256')
  const files = [databasePath(server.dataDir), databasePath(server.dataDir, away), join(server.dataDir, 'directory.db')]
  for (const file of files) {
    const db = new DatabaseSync(file, { readOnly: true })
    const tables = db
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' ORDER BY name")
      .all()
    for (const { name } of tables) {
      const rows = db.prepare(`SELECT * FROM "${name}"`).all()
      for (const row of rows) hash.update(JSON.stringify({ name, ...row, last_used_at_ms: 0, last_address: 0 }))
    }
    db.close()
  }
  return hash.digest('hex')
}

/** With ids of rows that are there. */
function pathOf({ path }: Route): string {
  return path
    .replace('{person}', people.member.id)
    .replace(
      '/api/me/sign-ins/{id}',
      `/api/me/sign-ins/${inDirectory(db => db.prepare('SELECT id FROM session WHERE userId = ?').get(people.owner.id)?.id)}`,
    )
    .replace('{name}', 'main')
    .replace('{preset}', 'claude-pro')
    .replace(/\{\w+\}/, '1')
}

let asked = 0

/** A body is not needed: who may not is told so before anything is read. */
const send = (route: Route, headers: Record<string, string>): Promise<Asked> =>
  ask(server, route.method, pathOf(route), {
    ...(route.method !== 'GET' && { body: {} }),
    // Each from a network of its own: who is refused over and over is soon told to wait instead.
    headers: { origin: server.url, 'x-forwarded-for': `203.0.${++asked >> 8}.${asked & 255}`, ...headers },
  })

test('a route is answered to whoever asks only where it says so', async () => {
  expect(
    all
      .filter(route => needsOf(route) === 'public')
      .map(nameOf)
      .sort(),
  ).toEqual(['GET /api/health', 'GET /api/sign-in', 'POST /api/invitations/look', 'POST /api/join'])
})

describe('nobody, and tokens that are worth nothing', () => {
  test.each(['', 'x', 'expired', 'revoked', 'unknown'])('%s: 401 at every route, and nothing happens', async which => {
    const before = everything()
    const headers = which === '' ? {} : withToken(tokens[which] ?? which).headers
    for (const route of guarded) {
      const { status, body } = await send(route, headers)
      expect({ route: nameOf(route), status }).toEqual({ route: nameOf(route), status: 401 })
      expect(body).toMatchObject({ success: false, suggestion: expect.any(String) })
    }
    expect(everything()).toBe(before)
  })

  test('a cookie that nobody signed, and one of another server', async () => {
    const before = everything()
    const [name, value] = people.owner.cookie.split('=') as [string, string]
    const unsigned = decodeURIComponent(value).split('.')[0]
    for (const forged of [
      `${name}=${unsigned}`,
      `${name}=${unsigned}.AAAA`,
      `${name}=${value.slice(0, -6)}AAAA%3D`,
      `${name}=%`,
    ]) {
      for (const route of guarded) expect((await send(route, { cookie: forged })).status, nameOf(route)).toBe(401)
    }
    expect(everything()).toBe(before)
  })
})

describe('another workspace', () => {
  test('its owner and its token find nothing of this one: 404 at every route of a workspace, and nothing happens', async () => {
    const before = everything()
    const here = { 'paas-workspace': 'default' }
    for (const route of guarded) {
      if (needsOf(route) === 'signed-in') continue
      for (const shown of [{ cookie: stranger.cookie }, withToken(tokens.foreign ?? '').headers]) {
        expect((await send(route, { ...shown, ...here })).status, nameOf(route)).toBe(404)
      }
    }
    expect(everything()).toBe(before)
  })

  test('under every id of this workspace there is nothing in the other', async () => {
    const before = everything()
    // Every workspace has the same policies to begin with, under the same numbers.
    for (const route of guarded.filter(({ path }) => path.includes('{') && !path.startsWith('/api/policies'))) {
      const { status, body } = await send(route, { cookie: stranger.cookie })
      expect([400, 403, 404], `${nameOf(route)} ${JSON.stringify(body)}`).toContain(status)
    }
    expect(everything()).toBe(before)
  })

  test('what one holds is in no list of the other', async () => {
    const { body: projects } = await people.owner.ask('GET', '/api/projects')
    const { body: accounts } = await people.owner.ask('GET', '/api/accounts')
    const names = [
      ...projects.data.map((row: { name: string }) => row.name),
      ...accounts.data.map((row: { account_name: string }) => row.account_name),
    ]
    expect(names.length).toBeGreaterThan(3)
    for (const route of guarded.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
      const { body } = await send(route, { cookie: stranger.cookie })
      const text = JSON.stringify(body)
      for (const held of [...names, people.member.email, people.admin.email]) {
        expect(text.includes(held), `${nameOf(route)} holds ${held}`).toBe(false)
      }
    }
  })
})

describe('roles and scopes', () => {
  test.each(['viewer', 'member', 'admin'] as const)('%s: 403 where more is needed, and nothing happens', async role => {
    const before = everything()
    for (const route of guarded) {
      const needs = needsOf(route)
      if (needs === 'signed-in' || needs === 'public' || isAtLeast(role, needs)) continue
      const { status, body } = await send(route, { cookie: people[role].cookie })
      expect({ route: nameOf(route), status, code: body.code }).toEqual({
        route: nameOf(route),
        status: 403,
        code: 'role-too-low',
      })
    }
    expect(everything()).toBe(before)
  })

  test.each([
    ['push', null],
    ['read', 'viewer'],
    ['write', 'member'],
    ['manage', 'admin'],
  ] as const)('a token that may %s is refused beyond it, and nothing happens', async (scope, cap) => {
    const before = everything()
    for (const route of routes) {
      const needs = needsOf(route)
      if (needs === 'public' || needs === 'signed-in') continue
      const may = (cap !== null && isAtLeast(cap, needs)) || (scope === 'push' && route.isPush)
      if (may) continue
      const { status, body } = await send(route, withToken(tokens[scope] ?? '').headers)
      expect({ route: nameOf(route), status, code: body.code }).toEqual({
        route: nameOf(route),
        status: 403,
        code: 'scope-too-narrow',
      })
    }
    expect(everything()).toBe(before)
  })

  test('no token changes who belongs here, or makes another', async () => {
    const before = everything()
    for (const route of directoryRoutes.filter(({ method, needs }) => method !== 'GET' && needs !== 'public')) {
      expect((await send(route, withToken(tokens.manage ?? '').headers)).status, nameOf(route)).toBe(403)
    }
    expect(everything()).toBe(before)
  })

  test('each role may read all that it should', async () => {
    for (const role of ROLES) {
      for (const route of guarded.filter(({ method, path }) => method === 'GET' && !path.includes('{'))) {
        const needs = needsOf(route)
        if (needs !== 'signed-in' && needs !== 'public' && !isAtLeast(role, needs)) continue
        expect((await send(route, { cookie: people[role].cookie })).status, `${role} ${nameOf(route)}`).toBeLessThan(
          401,
        )
      }
    }
  })
})
