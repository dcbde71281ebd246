import { createServer, request } from 'node:http'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import WebSocket from 'ws'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { startServer as start } from '../../src/runtimes/node/server.ts'
import { openSql } from '../../src/runtimes/node/sql.ts'
import { startServer, type TestServer } from '../support/server.ts'

let server: TestServer
beforeEach(async () => {
  server = await startServer()
})
afterEach(() => server.stop())

/** A request with any Host, which fetch does not allow. */
function send(
  path: string,
  headers: Record<string, string> = {},
  body?: string,
): Promise<{ status: number; text: string; headers: Record<string, unknown> }> {
  return new Promise((done, fail) => {
    const sent = request(server.url + path, { method: body === undefined ? 'GET' : 'POST', headers }, response => {
      let text = ''
      response.on('data', chunk => {
        text += chunk
      })
      response.on('end', () => done({ status: response.statusCode ?? 0, text, headers: response.headers }))
    })
    sent.on('error', fail)
    sent.end(body)
  })
}

describe('a page of another site', () => {
  test.each(['evil.example', 'evil.example:3000', 'localhost.evil.example', '127.0.0.1.nip.io', '0.0.0.0'])(
    'reaches nothing under the name %s',
    async host => {
      expect((await send('/api/stats', { host })).status).toBe(403)
      expect((await send('/', { host })).status).toBe(403)
    },
  )

  test('changes nothing with its Origin, nor with a form, nor without one', async () => {
    const body = '{"name":"x"}'
    const json = { 'content-type': 'application/json' }
    expect((await send('/api/projects', { ...json, origin: 'https://evil.example' }, body)).status).toBe(403)
    expect((await send('/api/projects', { ...json, origin: 'null' }, body)).status).toBe(403)
    expect((await send('/api/projects', { ...json, origin: 'http://localhost:1' }, body)).status).toBe(403)
    expect(
      (await send('/api/projects', { ...json, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'no-cors' }, body))
        .status,
    ).toBe(403)
    expect((await send('/api/projects', { 'content-type': 'text/plain' }, body)).status).toBe(415)
    expect(JSON.parse((await send('/api/projects')).text).data).toEqual([])
    expect((await send('/api/projects', { ...json, origin: server.url }, body)).status).toBe(201)
  })

  test('does not hear the live feed', async () => {
    const opened = (origin?: string) =>
      new Promise<boolean>(done => {
        const socket = new WebSocket(`${server.url.replace('http', 'ws')}/api/live`, origin ? { origin } : {})
        socket.on('open', () => {
          socket.close()
          done(true)
        })
        socket.on('error', () => done(false))
      })
    expect(await opened('https://evil.example')).toBe(false)
    expect(await opened(server.url)).toBe(true)
    expect(await opened()).toBe(true)
  })
})

test('every answer carries the headers that keep it in its place; no script may stand in a page', async () => {
  const page = await send('/')
  const csp = String(page.headers['content-security-policy'])
  expect(csp).toContain("script-src 'self'")
  expect(csp.split(';').find(part => part.includes('script-src'))).not.toContain('unsafe-inline')
  expect(csp).toContain("frame-ancestors 'none'")
  const answer = await send('/api/stats')
  for (const { headers } of [page, answer]) {
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect(headers['referrer-policy']).toBe('no-referrer')
    expect(headers['access-control-allow-origin']).toBeUndefined()
  }
  expect(answer.headers['cache-control']).toBe('no-store')
})

test('paths that climb out of the dashboard reach no file', async () => {
  for (const path of [
    '/../package.json',
    '/..%2f..%2fpackage.json',
    '/assets/..%2f..%2f..%2fpackage.json',
    '/%2e%2e/package.json',
  ]) {
    expect((await send(path)).text, path).not.toContain('paas-ai-orchestrator')
  }
})

test('an address that is no path of ours is answered like any other, whatever it holds', async () => {
  const odd = [
    '/%00',
    '/assets/%00.js',
    '/assets/..%5c..%5cpackage.json',
    '/C:%5cWindows%5cwin.ini',
    '/%c0%ae%c0%ae/package.json',
    '/....//package.json',
    '//etc/passwd',
    '/%252e%252e/package.json',
    '/file:///etc/passwd',
    `/${'a'.repeat(10_000)}`,
    `/assets/${'../'.repeat(3_000)}etc/passwd`,
    '/assets',
    '/assets/',
  ]
  for (const path of odd) {
    const { status, text } = await send(path)
    expect(status, path).toBeLessThan(500)
    expect(text, path).not.toMatch(/paas-ai-orchestrator|root:|\[fonts\]/)
  }
})

test('the live feed tells each change, and goes on where a listener left off', async () => {
  const hear = (since: number) => new WebSocket(`${server.url.replace('http', 'ws')}/api/live?since=${since}`)
  const first = hear(0)
  const facts: { seq: number; kind: string }[] = []
  first.on('message', data => facts.push(JSON.parse(String(data))))
  await new Promise(done => first.on('open', done))
  const json = { 'content-type': 'application/json' }
  await send('/api/projects', json, '{"name":"one"}')
  await expect.poll(() => facts.map(fact => fact.kind)).toEqual(['project.created'])
  first.close()
  await send('/api/projects', json, '{"name":"two"}')
  const second = hear(facts[0]?.seq ?? 0)
  second.on('message', data => facts.push(JSON.parse(String(data))))
  await expect.poll(() => facts.map(fact => fact.seq)).toEqual([1, 2])
  second.close()
})

describe('a server that cannot start', () => {
  test('says that the data folder is in use, and where', async () => {
    const again = start({ env: { PAAS_DATA_DIR: server.dataDir }, port: 0, host: '127.0.0.1' })
    await expect(again).rejects.toMatchObject({
      code: 'data-folder-in-use',
      message: expect.stringContaining(server.url),
    })
    expect((await send('/api/health')).status).toBe(200)
  })

  test('says that the port is taken, and holds the folder no longer', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await new Promise(done => other.once('listening', done))
    const { port } = other.address() as { port: number }
    const env = { PAAS_DATA_DIR: `${server.dataDir}/second` }
    await expect(start({ env, port, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'port-taken' })
    other.close()
    const third = await start({ env, port: 0, host: '127.0.0.1' })
    await third.stop()
  })

  test.each(['0.0.0.0', '192.168.1.10', '::'])('refuses %s while nobody can sign in', async host => {
    const env = { PAAS_DATA_DIR: `${server.dataDir}/open` }
    await expect(start({ env, port: 0, host })).rejects.toMatchObject({ code: 'not-loopback' })
  })

  test('leaves a database of a newer version as it is', async () => {
    const dataDir = `${server.dataDir}/newer`
    const env = { PAAS_DATA_DIR: dataDir }
    await (await start({ env, port: 0, host: '127.0.0.1' })).stop()
    const sql = openSql(databasePath(dataDir))
    const versions = () => sql.all('SELECT version FROM schema_migrations').length
    const before = versions()
    sql.run("INSERT INTO schema_migrations VALUES (99, '0099_future.sql', '2030-01-01')")
    await expect(start({ env, port: 0, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'database-too-new' })
    expect(versions()).toBe(before + 1)
    sql.close()
  })

  test('says why a data folder cannot be used', async () => {
    const env = { PAAS_DATA_DIR: '/dev/null/paas' }
    await expect(start({ env, port: 0, host: '127.0.0.1' })).rejects.toMatchObject({ code: 'data-folder-unusable' })
  })
})
