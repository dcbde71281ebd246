import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { Webhook } from 'standardwebhooks'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { environmentKeys, type Keys } from '../../src/platform/keys.ts'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { masterKeyFile, openMasterKeys } from '../../src/runtimes/node/master-key.ts'
import { type OpenWorkspace, openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { openSql } from '../../src/runtimes/node/sql.ts'
import { migrate } from '../../src/workspace/migrations/migrate.ts'
import { memoryKeys } from '../support/memory-keys.ts'
import { openReceiver, type Receiver } from '../support/receiver.ts'

const KEY = 'sk-test-9f8e7d6c5b4a3210ZYXW'

let folder: string
let receiver: Receiver
const open: OpenWorkspace[] = []
const logged: string[] = []
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paas-secrets-'))
  mkdirSync(dirname(databasePath(folder)), { recursive: true })
  receiver = await openReceiver(response => response.writeHead(204).end())
  logged.length = 0
})
afterEach(async () => {
  for (const workspace of open.splice(0)) workspace.close()
  await receiver.close()
  rmSync(folder, { recursive: true })
})

function openHere(keys: Keys = openMasterKeys(folder, {}), id = 'default'): OpenWorkspace {
  const log = { error: (message: string, detail: object) => void logged.push(`${message} ${JSON.stringify(detail)}`) }
  const workspace = openFileWorkspace(databasePath(folder, id), { log, fetch, keys })
  open.push(workspace)
  return workspace
}

function close(workspace: OpenWorkspace): void {
  open.splice(open.indexOf(workspace), 1)
  workspace.close()
}

async function ask(workspace: OpenWorkspace, method: string, path: string, body?: object, more: object = {}) {
  const headers = { 'content-type': 'application/json', ...more }
  const init = { method, headers, ...(method === 'POST' && { body: JSON.stringify(body ?? {}) }) }
  const response = await workspace.fetch(new Request(`http://localhost/api${path}`, init))
  // biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
  return { status: response.status, body: (await response.json()) as any }
}

/** Everything that lies in the data folder but the key itself, byte for byte. */
function everything(): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter(entry => entry.isFile())
  const texts = files.filter(({ name }) => name !== 'master.key').map(({ parentPath, name }) => join(parentPath, name))
  return texts.map(file => readFileSync(file, 'latin1')).join('\n')
}

/** The database of the version before secrets were sealed. @returns the secrets that stand in it in the clear. */
function furnishOlder(): { secret: string; old: string; gone: string } {
  const sql = openSql(databasePath(folder))
  migrate(sql, 0)
  sql.run('DELETE FROM schema_migrations WHERE version = 20')
  for (const table of ['secrets', 'unsealed_secrets']) sql.run(`DROP TABLE ${table}`)
  for (const column of ['secret_place', 'old_secret_place']) sql.run(`ALTER TABLE webhooks DROP COLUMN ${column}`)
  for (const column of ["secret TEXT NOT NULL DEFAULT ''", 'old_secret TEXT']) {
    sql.run(`ALTER TABLE webhooks ADD COLUMN ${column}`)
  }
  const draw = () => `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}`
  const [secret, old, gone] = [draw(), draw(), draw()]
  const at = '2026-11-01 00:00:00.000'
  const insert = `INSERT INTO webhooks (url, event_types, secret, old_secret, old_secret_until_ms, created_at, updated_at)
    VALUES (?, '["alert.raised"]', ?, ?, ?, '${at}', '${at}')`
  sql.run(insert, receiver.url, secret, old, Date.now() + 3_600_000)
  sql.run(insert, receiver.url, gone, null, null)
  sql.run('DELETE FROM webhooks WHERE id = 2')
  sql.run(`INSERT INTO facts (at, kind, subject_id, actor) VALUES ('${at}', 'webhook.deleted', 2, 'You')`)
  const answer = JSON.stringify({ success: true, id: 1, secret })
  sql.run("INSERT INTO idempotency_keys VALUES ('POST /api/webhooks', 'k', 'h', 201, ?, ?)", answer, Date.now())
  const message = `INSERT INTO outbox (message_id, kind, webhook_id, event_type, body, due_at_ms, created_at)
    VALUES ('msg_older', 'webhook', 1, 'alert.raised', '{}', 1, '${at}')`
  sql.run(message)
  sql.close()
  return { secret, old, gone }
}

test('a secret stands nowhere in the data folder, neither in a file nor in its log, while it is in use and after', async () => {
  const workspace = openHere()
  await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
  await ask(workspace, 'POST', '/accounts/1/key', { key: KEY })
  expect((await ask(workspace, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe(KEY)
  const { secret } = (await ask(workspace, 'POST', '/webhooks', { url: receiver.url })).body
  await ask(workspace, 'POST', '/webhooks/1/test')
  await receiver.hasReceived(1)
  await workspace.sent()
  expect(() => new Webhook(secret).verify(receiver.received[0]!.body, receiver.received[0]!.headers)).not.toThrow()
  const looked = () => {
    for (const text of [KEY, secret.slice(6)]) expect(everything()).not.toContain(text)
  }
  looked()
  close(workspace)
  looked()
  expect(logged).toEqual([])
})

test('what an older version kept in the clear is sealed at the first start, before a message needs it; nothing of it is left in the file', async () => {
  const { secret, old, gone } = furnishOlder()
  for (const text of [secret, old, gone]) expect(everything()).toContain(text)
  const workspace = openHere()
  await workspace.sent()
  for (const text of [secret, old, gone]) expect(everything()).not.toContain(text.slice(6))
  await receiver.hasReceived(1)
  await workspace.sent()
  expect((await ask(workspace, 'GET', '/outbox/1')).body.data).toMatchObject({ status: 'delivered', attempts: 1 })
  const [{ body, headers }] = receiver.received as [Receiver['received'][0]]
  for (const each of [secret, old]) expect(() => new Webhook(each).verify(body, headers)).not.toThrow()
  close(workspace)
  for (const text of [secret, old, gone]) expect(everything()).not.toContain(text.slice(6))
  const sql = openSql(databasePath(folder))
  expect(sql.all('SELECT * FROM unsealed_secrets')).toEqual([])
  sql.close()
})

test('nor is anything left of webhooks that were deleted before', async () => {
  const { secret } = furnishOlder()
  const sql = openSql(databasePath(folder))
  sql.run('DELETE FROM webhooks')
  sql.run('DELETE FROM idempotency_keys')
  sql.close()
  expect(everything()).toContain(secret)
  await openHere().sent()
  expect(everything()).not.toContain(secret)
})

test('where it cannot be sealed it waits for a start where it can, and its messages with it', async () => {
  const { secret } = furnishOlder()
  const without = openHere(environmentKeys(undefined))
  await without.sent()
  const waits = (await ask(without, 'GET', '/outbox/1')).body.data
  expect(waits).toMatchObject({ status: 'waiting', error: expect.stringContaining('not sealed yet') })
  expect(receiver.received).toEqual([])
  expect(logged.join()).toContain('PAAS_KEY')
  close(without)
  const workspace = openHere()
  await workspace.sent()
  await ask(workspace, 'POST', '/outbox/1/retry')
  await receiver.hasReceived(1)
  expect(() => new Webhook(secret).verify(receiver.received[0]!.body, receiver.received[0]!.headers)).not.toThrow()
})

test('a lost master key: its secrets say so and what to do, everything else works; put back, they open', async () => {
  const first = openHere()
  await ask(first, 'POST', '/accounts', { account_name: 'work' })
  await ask(first, 'POST', '/accounts', { account_name: 'other' })
  await ask(first, 'POST', '/accounts/1/key', { key: KEY })
  await ask(first, 'POST', '/webhooks', { url: receiver.url })
  close(first)
  const lost = readFileSync(masterKeyFile(folder), 'utf8')
  rmSync(masterKeyFile(folder))

  const second = openHere()
  await second.sent()
  expect(logged.join()).toMatch(/not held any more.*"secrets":2/)
  const refused = await ask(second, 'POST', '/accounts/1/key/reveal')
  expect(refused).toMatchObject({ status: 409, body: { code: 'sealed-with-a-lost-key' } })
  expect(refused.body.suggestion).toMatch(/put the old key back.*or enter the secret anew/i)
  expect((await ask(second, 'GET', '/accounts/1/key')).body.data.last4).toBe('ZYXW')
  const { id } = (await ask(second, 'POST', '/webhooks/1/test')).body
  await second.sent()
  const waits = (await ask(second, 'GET', `/outbox/${id}`)).body.data
  expect(waits).toMatchObject({ status: 'waiting', error: expect.stringMatching(/^not sent: .* not held any more/) })
  expect(receiver.received).toEqual([])
  // A look that nothing came of is not told as one.
  const kinds = (await ask(second, 'GET', '/activity')).body.data.map((fact: { kind: string }) => fact.kind)
  expect(kinds).not.toContain('key.revealed')

  for (const path of ['/accounts', '/webhooks', '/stats', '/outbox', '/health']) {
    expect((await ask(second, 'GET', path)).status, path).toBe(200)
  }
  await ask(second, 'POST', '/accounts/2/key', { key: 'another-key-0123456789' })
  expect((await ask(second, 'POST', '/accounts/2/key/reveal')).body.data.key).toBe('another-key-0123456789')
  expect((await ask(second, 'POST', '/webhooks/1/rotate-secret')).status).toBe(200)
  expect((await ask(second, 'DELETE', '/webhooks/1')).status).toBe(200)
  close(second)

  writeFileSync(masterKeyFile(folder), readFileSync(masterKeyFile(folder), 'utf8') + lost, { mode: 0o600 })
  const third = openHere()
  expect((await ask(third, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe(KEY)
  expect((await ask(third, 'POST', '/accounts/2/key/reveal')).body.data.key).toBe('another-key-0123456789')
})

test('a master key that others can read is not used and said at the start; everything else works', async () => {
  const first = openHere()
  await ask(first, 'POST', '/accounts', { account_name: 'work' })
  await ask(first, 'POST', '/accounts/1/key', { key: KEY })
  close(first)
  chmodSync(masterKeyFile(folder), 0o644)
  const second = openHere()
  await second.sent()
  expect(logged.join()).toContain('chmod 600')
  for (const path of ['/accounts/1/key/reveal', '/accounts/1/key']) {
    expect(await ask(second, 'POST', path, { key: KEY })).toMatchObject({ body: { code: 'master-key-open' } })
  }
  expect((await ask(second, 'GET', '/accounts')).status).toBe(200)
  chmodSync(masterKeyFile(folder), 0o600)
  expect((await ask(second, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe(KEY)
})

test('a rotation seals the secrets of every workspace of the folder, open or not, before the old key goes', async () => {
  const keys = openMasterKeys(folder, {})
  const workspaces = [openHere(keys), openHere(keys, 'team'), openHere(keys, 'asleep')]
  for (const [n, workspace] of workspaces.entries()) {
    await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
    await ask(workspace, 'POST', '/accounts/1/key', { key: `${KEY}${n}` })
  }
  close(workspaces[2] as OpenWorkspace)
  const before = readFileSync(masterKeyFile(folder), 'utf8')
  const { body } = await ask(workspaces[0] as OpenWorkspace, 'POST', '/secrets/rotate')
  expect(body.data).toEqual({ sealed_anew: 3, lost: 0, resumed: false, keys_dropped: 1 })
  const after = readFileSync(masterKeyFile(folder), 'utf8')
  expect(after.trim().split('\n')).toHaveLength(1)
  expect(after).not.toBe(before)
  expect(statSync(masterKeyFile(folder)).mode & 0o777).toBe(0o600)
  const again = [workspaces[0] as OpenWorkspace, workspaces[1] as OpenWorkspace, openHere(keys, 'asleep')]
  for (const [n, workspace] of again.entries()) {
    expect((await ask(workspace, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe(`${KEY}${n}`)
  }
})

test('an answer that showed a secret is given again after a rotation; nothing waits for the old key', async () => {
  const workspace = openHere()
  await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
  await ask(workspace, 'POST', '/accounts/1/key', { key: KEY })
  const old = readFileSync(masterKeyFile(folder), 'utf8')
  const wishes = [
    ['/webhooks', { url: receiver.url }],
    ['/accounts/1/key/reveal', {}],
  ] as const
  const askOnce = ([path, body]: (typeof wishes)[number]) =>
    ask(workspace, 'POST', path, body, { 'idempotency-key': path })
  const first = await Promise.all(wishes.map(askOnce))
  await ask(workspace, 'DELETE', '/webhooks/1')
  await ask(workspace, 'DELETE', '/accounts/1/key')
  expect((await ask(workspace, 'POST', '/secrets/rotate')).body.data).toMatchObject({ sealed_anew: 2, keys_dropped: 1 })
  expect(readFileSync(masterKeyFile(folder), 'utf8')).not.toContain(old.trim())
  expect(await Promise.all(wishes.map(askOnce))).toEqual(first)
  expect(JSON.stringify(first)).toContain(KEY)
})

test('keys entered while the key rotates are never lost', async () => {
  const workspace = openHere()
  for (let id = 1; id <= 30; id++) await ask(workspace, 'POST', '/accounts', { account_name: `a${id}` })
  const entered = Array.from({ length: 30 }, async (_, n) => {
    const rotation = n % 5 === 0 ? ask(workspace, 'POST', '/secrets/rotate') : null
    const { status } = await ask(workspace, 'POST', `/accounts/${n + 1}/key`, { key: `${KEY}${n}` })
    await rotation
    return status
  })
  const statuses = await Promise.all(entered)
  for (const [n, status] of statuses.entries()) {
    if (status === 200) {
      expect((await ask(workspace, 'POST', `/accounts/${n + 1}/key/reveal`)).body.data.key).toBe(`${KEY}${n}`)
    } else expect(status).toBe(409)
  }
  expect(statuses.filter(status => status === 200).length).toBeGreaterThan(0)
  expect(readFileSync(masterKeyFile(folder), 'utf8').trim().split('\n')).toHaveLength(1)
})

test('what was sealed with a key that went at this very moment is refused, not kept', async () => {
  const keys = memoryKeys()
  const [old] = keys.held
  let asked = 0
  const turn = () => {
    keys.renew()
    keys.dropOld()
  }
  const going = {
    ...keys,
    list: () => keys.held,
    ensure() {
      // The second time it is asked for the key that seals.
      if (++asked === 2) queueMicrotask(turn)
    },
  }
  const workspace = openHere(going)
  await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
  const refused = await ask(workspace, 'POST', '/accounts/1/key', { key: KEY })
  expect(keys.held).not.toContain(old)
  expect(refused).toMatchObject({ status: 409, body: { code: 'key-rotated-meanwhile' } })
  expect((await ask(workspace, 'POST', '/accounts/1/key', { key: KEY })).status).toBe(200)
  expect((await ask(workspace, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe(KEY)
})

test('an error with a secret in hand logs no secret and answers none', async () => {
  const keys = memoryKeys()
  const workspace = openHere(keys)
  await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
  const sql = openSql(databasePath(folder))
  sql.run("CREATE TRIGGER broken BEFORE INSERT ON secrets BEGIN SELECT RAISE(ABORT, 'it broke'); END")
  sql.close()
  const failed = await ask(workspace, 'POST', '/accounts/1/key', { key: KEY })
  expect(failed.status).toBe(500)
  expect(logged.join()).toContain('it broke')
  for (const said of [JSON.stringify(failed.body), ...logged]) expect(said).not.toContain(KEY.slice(0, 12))
})

test('a folder in which no secret was ever kept holds no key', async () => {
  const workspace = openHere()
  await ask(workspace, 'POST', '/accounts', { account_name: 'work' })
  await workspace.sent()
  expect(existsSync(masterKeyFile(folder))).toBe(false)
})
