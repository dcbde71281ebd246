/** What an object's memory does not hold is refused before it is read, with what to do. */
import { runInDurableObject } from 'cloudflare:test'
import { beforeAll, expect, test } from 'vitest'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import { addPerson, migrateDirectory, objectOf, type Somebody } from './deployment.ts'

const workspace = 'large'
let owner: Somebody
beforeAll(async () => {
  await migrateDirectory()
  owner = await addPerson('owner', 'owner', workspace)
})

const words = (bytes: number) => 'count the stalls of each street '.repeat(bytes / 32)
const turns = (from: number) =>
  Array.from({ length: 80 }, (_, n) => ({
    type: 'turn',
    key: `k${from + n}`,
    line: from + n,
    role: 'user',
    kind: 'text',
    text: words(160_000),
  }))

test('a body of 40 MB is refused by its length, and nothing of it is done', async () => {
  const sent = await owner.ask('POST', '/api/private/import-project', { data: { padding: words(40_000_000) } })
  expect(sent).toMatchObject({ status: 413, body: { code: 'body-too-large' } })
  expect(sent.body.error).toContain('16384 kB')
  expect((await owner.ask('GET', '/api/projects')).body.data).toEqual([])
})

test('a project is exported while it fits into one answer; then it is said how large it is, and everything of it can be read', async () => {
  const push = (from: number) =>
    owner.ask('POST', '/api/capture', {
      tool: 'claude-code',
      session_key: 's',
      project: { name: 'Stall' },
      turns: turns(from),
    })
  const { project_id, session_id } = (await push(0)).body
  const fits = await owner.ask('POST', '/api/private/export-project', { project_id })
  expect(fits.body.data.conversation).toHaveLength(80)
  for (let n = 1; n < 5; n++) expect((await push(n * 80)).body.turns_added).toBe(80)
  const size = await runInDurableObject(
    objectOf(workspace),
    (_: WorkspaceObject, { storage }) => storage.sql.databaseSize,
  )
  expect(size).toBeGreaterThan(60_000_000)
  const refused = await owner.ask('POST', '/api/private/export-project', { project_id })
  expect(refused).toMatchObject({ status: 422, body: { code: 'export-too-large' } })
  expect(refused.body.error).toContain('62 MB')
  let read = 0
  for (let cursor = ''; ; ) {
    const { body } = await owner.ask('GET', `/api/conversation?session_id=${session_id}&limit=50${cursor}`)
    read += body.data.length
    if (!body.next_cursor) break
    cursor = `&cursor=${encodeURIComponent(body.next_cursor)}`
  }
  expect(read).toBe(400)
})
