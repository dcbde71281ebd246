/** The live feed over the Worker: sockets that stay open while the object sleeps, and end with the right to listen. */
import { evictDurableObject } from 'cloudflare:test'
import { beforeAll, expect, test } from 'vitest'
import { addPerson, front, migrateDirectory, ORIGIN, objectOf, type Somebody } from './deployment.ts'

beforeAll(migrateDirectory)

interface Fact {
  readonly seq: number
  readonly kind: string
}

async function listen(somebody: Somebody, query = '') {
  const answer = await somebody.fetch(`/api/live${query}`, { headers: { upgrade: 'websocket', origin: ORIGIN } })
  const socket = answer.webSocket
  if (!socket) throw new Error(`no socket: ${answer.status}`)
  const facts: Fact[] = []
  const waiting: (() => void)[] = []
  const closed = new Promise<number>(done => socket.addEventListener('close', ({ code }) => done(code)))
  socket.addEventListener('message', ({ data }) => {
    facts.push(JSON.parse(String(data)) as Fact)
    for (const go of waiting.splice(0)) go()
  })
  socket.accept()
  async function heard(kind: string): Promise<Fact> {
    for (;;) {
      const found = facts.find(fact => fact.kind === kind)
      if (found) return found
      await new Promise<void>(go => waiting.push(go))
    }
  }
  return { socket, facts, heard, closed }
}

const newWorkspace = () => `w${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`

test('every fact is told to who listens, and a socket that comes back hears what it missed, once', async () => {
  const ana = await addPerson('ana', 'owner', newWorkspace())
  const first = await listen(ana, '?since=0')
  await ana.ask('POST', '/api/projects', { name: 'Stall' })
  const { seq } = await first.heard('project.created')
  first.socket.close(1000)
  await ana.ask('POST', '/api/accounts', { account_name: 'a', platform: 'claude' })
  const second = await listen(ana, `?since=${seq}`)
  await second.heard('account.created')
  expect(second.facts.filter(fact => fact.seq <= seq)).toEqual([])
  expect(new Set(second.facts.map(fact => fact.seq)).size).toBe(second.facts.length)
})

test('an object that was put to sleep goes on telling where it was', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const { heard, facts } = await listen(ana)
  await ana.ask('POST', '/api/projects', { name: 'Before' })
  await heard('project.created')
  await evictDurableObject(objectOf(workspace))
  await ana.ask('POST', '/api/accounts', { account_name: 'after', platform: 'claude' })
  await heard('account.created')
  expect(facts.filter(({ kind }) => kind === 'project.created')).toHaveLength(1)
})

test('who is removed, or signs out, hears nothing more; the others stay', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const ben = await addPerson('ben', 'member', workspace)
  const cem = await addPerson('cem', 'member', workspace)
  const [hers, his, cems] = [await listen(ana), await listen(ben), await listen(cem)]
  expect((await ana.ask('DELETE', `/api/members/${ben.id}`)).status).toBe(200)
  expect(await his.closed).toBe(1008)
  expect((await cem.ask('POST', '/api/auth/sign-out', {})).status).toBe(200)
  expect(await cems.closed).toBe(1008)
  await ana.ask('POST', '/api/projects', { name: 'Later' })
  await hers.heard('project.created')
  const told = [...his.facts, ...cems.facts].filter(({ kind }) => kind === 'project.created')
  expect(told).toEqual([])
})

test('a socket is opened by those who may listen only, from our own page', async () => {
  const ana = await addPerson('ana', 'owner', newWorkspace())
  const upgrade = { upgrade: 'websocket' }
  expect((await front('/api/live', { headers: upgrade })).status).toBe(401)
  const foreign = { headers: { ...upgrade, origin: 'https://evil.example' } }
  expect((await ana.fetch('/api/live', foreign)).status).toBe(403)
  expect((await ana.fetch('/api/live')).status).toBe(404)
})

test('the workspace hears who belongs to it, and its log has what was done in the directory', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  const ben = await addPerson('ben', 'viewer', workspace)
  expect((await ana.ask('PATCH', `/api/members/${ben.id}`, { role: 'member' })).status).toBe(200)
  const people = (await ana.ask('GET', '/api/people')).body.data as { id: string; role: string }[]
  expect(people.find(({ id }) => id === ben.id)).toMatchObject({ role: 'member' })
  const log = (await ana.ask('GET', '/api/activity-log')).body.data as { action: string }[]
  expect(log.map(({ action }) => action)).toContain('member.role_changed')
})
