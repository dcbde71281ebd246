/** The deployment's bad days: an object that goes, an alarm that comes twice, a directory that is away, a version that went back. */
import { abortAllDurableObjects, evictDurableObject, runInDurableObject } from 'cloudflare:test'
import { beforeAll, expect, test } from 'vitest'
import { rememberVisitors } from '../../src/edge/remember-visitors.ts'
import { openWorkerEdge } from '../../src/runtimes/workers/open-edge.ts'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import {
  addPerson,
  addToken,
  bindings,
  front,
  migrateDirectory,
  ORIGIN,
  objectOf,
  type Somebody,
} from './deployment.ts'

let owner: Somebody
beforeAll(async () => {
  await migrateDirectory()
  owner = await addPerson('owner', 'owner')
})

const newWorkspace = () => `w${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`

test('who has signed in works; who has not is asked to; what the client says of itself counts for nothing', async () => {
  expect((await owner.ask('POST', '/api/projects', { name: 'Stall' })).status).toBe(201)
  expect((await front('/api/projects')).status).toBe(401)
  const said = encodeURIComponent(JSON.stringify({ workspace: 'default', principal: { id: owner.id, role: 'owner' } }))
  expect((await front('/api/projects', { headers: { 'paas-listener': said } })).status).toBe(401)
  const viewer = await addPerson('viewer', 'viewer')
  const lifted = { 'paas-listener': said }
  expect((await viewer.ask('POST', '/api/projects', { name: 'Not mine' }, lifted)).status).toBe(403)
})

test('workspaces cannot meet: each is an object of its own', async () => {
  const [one, two] = [newWorkspace(), newWorkspace()]
  const ana = await addPerson('ana', 'owner', one)
  const ben = await addPerson('ben', 'owner', two)
  await ana.ask('POST', '/api/projects', { name: 'of Ana' })
  expect((await ben.ask('GET', '/api/projects')).body.data).toEqual([])
  expect((await ben.ask('GET', '/api/projects', undefined, { 'paas-workspace': one })).status).toBe(404)
})

test('a request that is interrupted is carried out whole or not at all, and once where it is sent again', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const { readable, writable } = new IdentityTransformStream()
  const headers = { origin: ORIGIN, 'content-type': 'application/json', 'idempotency-key': 'k1' }
  const half = ana.fetch('/api/projects', { method: 'POST', headers, body: readable })
  const writer = writable.getWriter()
  await writer.write(new TextEncoder().encode('{"name":'))
  // Until it has got there.
  await scheduler.wait(100)
  await abortAllDurableObjects()
  await writer.write(new TextEncoder().encode('"Stall"}')).catch(() => {})
  await writer.close().catch(() => {})
  const interrupted = await half
  expect({ status: interrupted.status, body: await interrupted.json() }).toMatchObject({
    status: 503,
    body: { code: 'workspace-away' },
  })
  expect((await ana.ask('GET', '/api/projects')).body.data).toEqual([])

  const first = await ana.ask('POST', '/api/projects', { name: 'Stall' }, { 'idempotency-key': 'k1' })
  await evictDurableObject(objectOf(workspace))
  const again = await ana.ask('POST', '/api/projects', { name: 'Stall' }, { 'idempotency-key': 'k1' })
  expect([first.status, again.status, again.body.id]).toEqual([201, 201, first.body.id])
  expect((await ana.ask('GET', '/api/projects')).body.data).toHaveLength(1)
})

test('an alarm that comes twice, or late, does what is due once', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const project = (await ana.ask('POST', '/api/projects', { name: 'Stall' })).body.id
  const account = (await ana.ask('POST', '/api/accounts', { account_name: 'a', platform: 'claude' })).body.id
  const session = await ana.ask('POST', '/api/sessions', { project_id: project, account_id: account })
  expect(session.status).toBe(201)
  const waiting = await ana.ask('POST', '/api/private/auto-rotate', {
    current_account_id: account,
    project_id: project,
  })
  expect(waiting.body.code).toBe('no-accounts-for-rotation')
  await ana.ask('POST', '/api/accounts', { account_name: 'b', platform: 'claude' })
  const late = Date.now() + 3_600_000
  await runInDurableObject(objectOf(workspace), async (instance: WorkspaceObject) => {
    instance.clock = () => late
    await Promise.all([instance.alarm(), instance.alarm()])
    await instance.alarm()
  })
  const handoffs = (await ana.ask('GET', '/api/handoffs')).body.data as { status: string }[]
  expect(handoffs.map(({ status }) => status)).toEqual(['completed'])
  const sessions = (await ana.ask('GET', '/api/sessions')).body.data as { status: string }[]
  expect(sessions.map(({ status }) => status).sort()).toEqual(['handed_off', 'in_progress'])
})

test('while the directory is away, whoever it knew lately goes on working, and nobody else comes in', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const token = await addToken(ana.id, ['write'], workspace)
  let isAway = false
  const away = {
    prepare(query: string) {
      if (isAway) throw new Error('D1_ERROR: the database is not reachable')
      return bindings.DIRECTORY.prepare(query)
    },
  }
  const edge = openWorkerEdge({ ...bindings, DIRECTORY: away as never }, ORIGIN)
  const host = new URL(ORIGIN).host
  const as = (headers: Record<string, string>) =>
    edge.fetch(new Request(`${ORIGIN}/api/projects`, { headers: { host, ...headers } }), '203.0.113.7')
  expect((await as({ cookie: ana.cookie })).status).toBe(200)
  isAway = true
  expect((await as({ cookie: ana.cookie })).status).toBe(200)
  const stranger = await as({ authorization: `Bearer ${token}` })
  expect({ status: stranger.status, wait: stranger.headers.get('retry-after') }).toEqual({ status: 503, wait: '5' })
  expect(await stranger.json()).toMatchObject({ code: 'directory-away' })
  expect((await as({})).status).toBe(401)
  isAway = false
  expect((await as({ authorization: `Bearer ${token}` })).status).toBe(200)
})

test('when the free allowance of a day is used up it says so, and when it begins anew', async () => {
  const ana = await addPerson('ana', 'owner', newWorkspace())
  const exceeded = async () => {
    throw new Error('Exceeded allowed duration in Durable Objects free tier.')
  }
  const WORKSPACE = { idFromName: () => null, get: () => ({ fetch: exceeded }) }
  const edge = openWorkerEdge({ ...bindings, WORKSPACE: WORKSPACE as never }, ORIGIN)
  const headers = { host: new URL(ORIGIN).host, cookie: ana.cookie }
  const answer = await edge.fetch(new Request(`${ORIGIN}/api/projects`, { headers }), '203.0.113.7')
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '3600'])
  expect(await answer.json()).toMatchObject({ code: 'allowance-used-up' })
})

test('what is remembered of somebody holds ten minutes, and not beyond being taken back', async () => {
  const ana = await addPerson('ana', 'owner', newWorkspace())
  const visitors = rememberVisitors({ error: () => {} })
  const shown = { authorization: null, session: `session-of-${ana.id}`, address: undefined }
  const sql = bindings.DIRECTORY as never
  const gone = {
    prepare() {
      throw new Error('away')
    },
  } as never
  const now = Date.now()
  expect(await visitors.find(sql, now, shown)).toMatchObject({ person: { id: ana.id } })
  expect(await visitors.find(gone, now + 599_000, shown)).toMatchObject({ person: { id: ana.id } })
  expect(await visitors.find(gone, now + 601_000, shown)).toMatchObject({ code: 'directory-away' })
  await visitors.find(sql, now, shown)
  visitors.forget()
  expect(await visitors.find(gone, now, shown)).toMatchObject({ code: 'directory-away' })
})

test('a version that went back refuses a newer workspace, touches nothing, and the newer one goes on with it', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  await ana.ask('POST', '/api/projects', { name: 'Stall' })
  const mark = (query: string) =>
    runInDurableObject(objectOf(workspace), (_: WorkspaceObject, { storage }) => void storage.sql.exec(query))
  await mark("INSERT INTO schema_migrations (version, name, applied_at) VALUES (9999, '9999_next.sql', '2040-01-01')")
  await evictDurableObject(objectOf(workspace))
  const refused = await ana.ask('GET', '/api/projects')
  expect(refused).toMatchObject({ status: 500, body: { code: 'database-too-new' } })
  expect((await ana.ask('POST', '/api/projects', { name: 'Another' })).body.code).toBe('database-too-new')
  await runInDurableObject(objectOf(workspace), (instance: WorkspaceObject) => instance.alarm())
  await mark('DELETE FROM schema_migrations WHERE version = 9999')
  await evictDurableObject(objectOf(workspace))
  expect((await ana.ask('GET', '/api/projects')).body.data).toMatchObject([{ name: 'Stall' }])
})
