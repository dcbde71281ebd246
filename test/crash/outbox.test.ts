import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { databasePath } from '../../src/runtimes/node/data-folder.ts'
import { openReceiver } from '../support/receiver.ts'
import { spawnServer } from './mortal-server.ts'

async function post(url: string, path: string, body?: object) {
  const headers = { 'content-type': 'application/json' }
  const response = await fetch(`${url}/api${path}`, {
    method: 'POST',
    headers,
    ...(body && { body: JSON.stringify(body) }),
  })
  return (await response.json()) as { id: number; secret: string }
}

test('kill -9 while a message is on its way: the next life delivers it, under the same id', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'paas-outbox-'))
  // The first time it takes the message and never says so.
  const receiver = await openReceiver((response, n) => n > 1 && response.writeHead(204).end())
  let server = spawnServer(folder)
  try {
    const url = (await server.url) as string
    const { id, secret } = await post(url, '/webhooks', { url: receiver.url })
    const { id: message } = await post(url, `/webhooks/${id}/test`)
    await receiver.hasReceived(1)
    await server.kill()

    const db = new DatabaseSync(databasePath(folder))
    const read = db.prepare('SELECT status, attempts, due_at_ms > ? AS reserved FROM outbox WHERE id = ?')
    expect(read.get(Date.now(), message)).toEqual({ status: 'sending', attempts: 1, reserved: 1 })
    // As it is half a minute later.
    db.exec('UPDATE outbox SET due_at_ms = due_at_ms - 31000')
    db.close()

    server = spawnServer(folder)
    await receiver.hasReceived(2)
    const [first, second] = receiver.received
    expect(second?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
    for (const each of receiver.received) new Webhook(secret).verify(each.body, each.headers)

    const next = (await server.url) as string
    const told = async () =>
      (await (await fetch(`${next}/api/outbox/${message}`)).json()) as { data: { status: string } }
    while ((await told()).data.status === 'sending') await new Promise(done => setTimeout(done, 20))
    expect((await told()).data).toMatchObject({ status: 'delivered', attempts: 2 })
  } finally {
    await server.kill()
    await receiver.close()
    rmSync(folder, { recursive: true, force: true })
  }
})
