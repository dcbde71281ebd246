import { readdirSync, readFileSync, statSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { admit } from '../../src/edge/admit.ts'
import { rememberVisitors } from '../../src/edge/remember-visitors.ts'
import { openDirectorySql } from '../../src/runtimes/node/directory-sql.ts'
import { startServer, type TestServer } from '../support/server.ts'

const HOST = 'paas.example.org'
const BATCH = JSON.stringify({
  tool: 'codex',
  session_key: 's',
  device: 'another',
  meta: { type: 'meta', line: 1, cwd: '/home/ayu/stalls' },
  turns: [{ type: 'turn', key: 'a', line: 1, role: 'user', kind: 'text', text: 'Count the stalls.' }],
})

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.stop())

/** As through a proxy: a foreign Host. */
function send(path: string, token?: string, body?: string): Promise<{ status: number; answer: { code?: string } }> {
  const headers: Record<string, string> = { host: HOST, 'content-type': 'application/json' }
  if (token !== undefined) headers.authorization = `Bearer ${token}`
  return new Promise((done, fail) => {
    const sent = request(server.url + path, { method: body === undefined ? 'GET' : 'POST', headers }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, answer: JSON.parse(text) }))
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

/** At the machine of the server. */
async function atHome(method: string, path: string, body?: unknown): Promise<Record<string, never>> {
  const init = body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }
  return (await (await fetch(server.url + path, { method, ...init })).json()) as Record<string, never>
}
const addDevice = async (name: string): Promise<string> =>
  (await atHome('POST', '/api/tokens', { name, scopes: ['push'] })).token as unknown as string
const listDevices = async () => (await atHome('GET', '/api/tokens')).data as unknown as { id: number; name: string }[]

test('another machine pushes with its token, under its own name, whatever it says', async () => {
  const token = await addDevice('laptop')
  expect((await send('/api/health', token)).status).toBe(200)
  expect((await send('/api/capture', token, BATCH)).status).toBe(200)
  const { data } = (await (await fetch(`${server.url}/api/sessions`)).json()) as { data: { device: string }[] }
  expect(data.map(session => session.device)).toEqual(['laptop'])
  const projects = (await (await fetch(`${server.url}/api/projects`)).json()) as { data: { place: string }[] }
  expect(projects.data.map(project => project.place)).toEqual(['laptop:/home/ayu/stalls'])
})

test('it reads nothing and changes nothing else', async () => {
  const token = await addDevice('laptop')
  for (const path of ['/api/sessions', '/api/stats', '/']) {
    expect(await send(path, token), path).toMatchObject({
      status: 403,
      answer: { code: expect.stringMatching(/^(?:scope-too-narrow|pages-are-for-people)$/) },
    })
  }
  expect((await send('/api/projects', token, '{"name":"x"}')).status).toBe(403)
})

test('it pushes what a statusline shows, and is told nothing of the pool for it', async () => {
  const token = await addDevice('laptop')
  const create = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"account_name":"another"}' }
  expect((await fetch(`${server.url}/api/accounts`, create)).status).toBe(201)
  const reading = { type: 'reading', line: 1, at: 1, window: '5h', usedPercent: 3, source: 'statusline' }
  const shown = JSON.stringify({ tool: 'claude-code', session_key: 's', readings: [reading] })
  expect(await send('/api/capture/readings', token, shown)).toMatchObject({ status: 200, answer: { next: null } })
})

test('no token, a wrong one and one that was taken back let nobody in', async () => {
  const token = await addDevice('laptop')
  expect((await send('/api/capture', undefined, BATCH)).status).toBe(403)
  for (const wrong of ['', 'x', `${token}x`, `paas_${'A'.repeat(43)}`]) {
    expect(await send('/api/capture', wrong, BATCH), wrong).toMatchObject({ status: 401 })
  }
  expect((await send('/api/health', token)).status).toBe(200)
  for (const { id } of await listDevices()) await atHome('DELETE', `/api/tokens/${id}`)
  expect(await send('/api/capture', token, BATCH)).toMatchObject({ status: 401, answer: { code: 'unknown-token' } })
})

test('a new token of a name ends the old one; only hashes are kept', async () => {
  const old = await addDevice('laptop')
  const token = await addDevice('laptop')
  expect(await listDevices()).toHaveLength(1)
  for (const name of readdirSync(server.dataDir, { recursive: true }) as string[]) {
    const path = join(server.dataDir, name)
    if (statSync(path).isFile()) expect(readFileSync(path).includes(token.slice(5)), name).toBe(false)
  }
  expect((await send('/api/health', old)).status).toBe(401)
  expect((await send('/api/health', token)).status).toBe(200)
})

test('who comes over the network is not at this machine, whatever Host is claimed', async () => {
  const sql = openDirectorySql(':memory:')
  const visitors = rememberVisitors({ error: () => {} })
  const gate = { sql, clock: Date.now, visitors, url: null, readSession: null, localKey: null }
  const claimed = new Request('http://localhost:3000/api/stats', { headers: { host: 'localhost:3000' } })
  expect(await admit(gate, claimed, '127.0.0.1')).toMatchObject({ person: { id: 'local' } })
  for (const address of ['192.168.1.20', '::ffff:10.0.0.3', '2001:db8::1', undefined]) {
    expect(await admit(gate, claimed, address)).toMatchObject({ code: 'foreign-host' })
  }
  sql.close()
})
