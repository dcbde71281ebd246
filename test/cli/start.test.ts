import { createServer } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { DEMO_LOG, place } from './paas.ts'

test('commands speak to the server that holds the data folder, and with it gone to the folder itself', async () => {
  const { paas, start } = place()
  const server = await start()
  expect((await paas('import', DEMO_LOG)).code).toBe(0)
  const stats = await (await fetch(`${server.url}/api/stats`)).json()
  expect(stats.data.total_sessions).toBe(1)
  expect((await paas('doctor')).out).toContain(`${server.url} answers`)
  expect(await server.stop()).toBe(0)
  expect((await paas('status', '--json')).json().stats.total_sessions).toBe(1)
})

test('a second server on one folder is blocked and says where the first one is', async () => {
  const { paas, start } = place()
  const { url } = await start()
  const { code, err } = await paas('start', '--port', '0')
  expect(code).toBe(3)
  expect(err).toContain(`is in use by another paas (${url})`)
})

test('a folder that is left behind by a killed server is free again', async () => {
  const { paas, start } = place()
  const server = await start()
  await server.stop('SIGKILL')
  expect((await paas('import', DEMO_LOG)).code).toBe(0)
})

test('a port that is taken is said, with what to do', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise(done => taken.once('listening', done))
  const { port } = taken.address() as { port: number }
  const { paas } = place({ PORT: String(port) })
  const { code, err } = await paas('start')
  expect(code).toBe(3)
  expect(err).toMatch(new RegExp(`Port ${port} is taken by another program.\n→ .*--port`))
  expect((await paas('doctor')).out).toContain(`${port} is taken by another program`)
  taken.close()
})

test('an address that others can reach is refused, and so is a port that is none', async () => {
  const { paas } = place()
  expect((await paas('start', '--host', '0.0.0.0')).code).toBe(3)
  expect((await paas('start', '--port', '70000')).code).toBe(1)
  const odd = place({ PORT: 'abc' })
  expect((await odd.paas('start')).err).toContain('PORT is "abc"')
})

test('SIGINT and SIGTERM end it with 0', async () => {
  const { start } = place()
  expect(await (await start()).stop('SIGINT')).toBe(0)
  expect(await (await start()).stop('SIGTERM')).toBe(0)
})

test('a database of a newer version is left alone', async () => {
  const { paas, data } = place()
  await paas('db', 'migrate')
  const db = new DatabaseSync(`${data}/workspaces/default.db`)
  db.exec("INSERT INTO schema_migrations (version, name, applied_at) VALUES (9000, 'from the future', '2030-01-01')")
  db.close()
  for (const words of [['status'], ['import', DEMO_LOG], ['start', '--port', '0'], ['db', 'migrate']]) {
    const { code, err } = await paas(...words)
    expect({ words, code }).toEqual({ words, code: 1 })
    expect(err).toContain('The database is of a newer version of paas (schema 9000')
  }
  const { code, out } = await paas('doctor')
  expect(code).toBe(1)
  expect(out).toMatch(/✗ Schema +version 9000\n +→ /)
})

test('a data folder that cannot be one is said', async () => {
  const { paas } = place({ PAAS_DATA_DIR: DEMO_LOG })
  const { code, err } = await paas('status')
  expect(code).toBe(1)
  expect(err).toContain('cannot be used')
})
