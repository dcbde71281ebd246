/** The activity log keeps what it was told: it takes no change, and one made behind its back is found. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { verifyLog } from '../../src/cli/look-into-database.ts'
import { openFileWorkspace } from '../../src/runtimes/node/open-workspace.ts'
import { firstOwner, invited } from '../support/people.ts'
import { startServer } from '../support/server.ts'

let folder: string
let file: string
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'paas-log-'))
  file = join(folder, 'a.db')
  const workspace = openFileWorkspace(file)
  for (const name of ['a', 'b', 'c', 'd']) {
    const headers = { 'content-type': 'application/json' }
    await workspace.fetch(
      new Request('http://localhost/api/projects', { method: 'POST', headers, body: JSON.stringify({ name }) }),
    )
  }
  workspace.close()
})
afterEach(() => rmSync(folder, { recursive: true }))

function tamper(...statements: string[]): void {
  const db = new DatabaseSync(file)
  for (const statement of statements) db.exec(statement)
  db.close()
}

async function verify(): Promise<{ entries: number; first_bad: number | null }> {
  const workspace = openFileWorkspace(file)
  const answer = await workspace.fetch(new Request('http://localhost/api/activity-log/verify'))
  workspace.close()
  return ((await answer.json()) as { data: { entries: number; first_bad: number | null } }).data
}

test('the database itself refuses to change an entry or to take one out', () => {
  for (const statement of [
    "UPDATE activity_log SET actor = 'Eve'",
    'DELETE FROM activity_log',
    'REPLACE INTO activity_log SELECT * FROM activity_log WHERE seq = 1',
  ]) {
    expect(() => tamper(statement), statement).toThrow(/only added to/)
  }
  expect(verifyLog(file)).toMatchObject({ entries: 4, firstBad: null })
})

test.each([
  ['changed', "UPDATE activity_log SET actor = 'Eve' WHERE seq = 2", 2],
  ['taken out', 'DELETE FROM activity_log WHERE seq = 2', 3],
  ['put between', 'UPDATE activity_log SET seq = seq + 10 WHERE seq > 2', 13],
  ['taken from the end', 'DELETE FROM activity_log WHERE seq = 4', 4],
  [
    'put before the first',
    'INSERT INTO activity_log SELECT -5, at, person_id, actor, via, address, action, subject, data, hash FROM activity_log WHERE seq = 1',
    -5,
  ],
  ['given another time', "UPDATE activity_log SET at = '2001-01-01 00:00:00.000' WHERE seq = 4", 4],
])('an entry that was %s is found, by the room and by the doctor', async (_, statement, firstBad) => {
  tamper(
    'DROP TRIGGER activity_log_is_not_changed',
    'DROP TRIGGER activity_log_is_not_emptied',
    'DROP TRIGGER activity_log_is_added_to',
    statement,
  )
  expect(await verify()).toMatchObject({ first_bad: firstBad })
  expect(verifyLog(file)).toMatchObject({ firstBad })
})

test('what people do to one another stands in it, with who and from where, and so does what a token did', async () => {
  const server = await startServer({ isPublic: true })
  const owner = await firstOwner(server)
  const ana = await invited(server, owner, 'admin')
  const { token } = (await ana.ask('POST', '/api/tokens', { name: 'ci', scopes: ['write'] })).body
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'x-forwarded-for': '203.0.113.9',
  }
  await fetch(`${server.url}/api/projects`, { method: 'POST', headers, body: '{"name":"by a program"}' })
  await owner.ask('DELETE', `/api/members/${ana.id}`)
  const { body } = await owner.ask('GET', '/api/activity-log')
  const told = body.data.map((entry: Record<string, unknown>) => [entry.action, entry.subject, entry.actor, entry.via])
  expect(told).toEqual([
    ['member.removed', `members/${ana.id}`, owner.email, 'browser'],
    ['POST /api/projects', 'projects/1', ana.email, 'token ci'],
    ['token.created', 'tokens/1', ana.email, 'browser'],
    ['member.added', `members/${ana.id}`, 'paas', null],
    ['invitation.created', 'invitations/2', owner.email, 'browser'],
    ['member.added', `members/${owner.id}`, 'paas', null],
  ])
  expect(body.data[1]).toMatchObject({ address: '203.0.113.9', person_id: ana.id })
  expect(body.data[0].address).toMatch(/127\.0\.0\.1|::1/)
  await server.stop()
})
