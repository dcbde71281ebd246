/** Nightly backups into R2, and back by the platform's own past. */
import { runInDurableObject } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { beforeAll, expect, test } from 'vitest'
import { verifyLines } from '../../src/core/archive/index.ts'
import { nextNight, openNightly } from '../../src/runtimes/workers/nightly.ts'
import { rewind } from '../../src/runtimes/workers/rewind.ts'
import type { WorkspaceObject } from '../../src/runtimes/workers/workspace-object.ts'
import { addPerson, migrateDirectory, objectOf } from './deployment.ts'

beforeAll(migrateDirectory)

const bucket = (env as unknown as { TEST_BUCKET: R2Bucket }).TEST_BUCKET
const newWorkspace = () => `w${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
const NIGHT_MS = 86_400_000

/** Whole days of an object's life, its nights one after the other. */
function nights(
  workspace: string,
  work: (night: (change: boolean) => Promise<string | null>, instance: WorkspaceObject) => Promise<void>,
) {
  return runInDurableObject(objectOf(workspace), async (instance: WorkspaceObject, { storage }) => {
    let now = Date.parse('2040-01-01T12:00:00Z')
    const clock = () => now
    instance.clock = clock
    const nightly = await openNightly({ bucket, storage, workspace, app: instance.app, clock })
    const night = async (change: boolean) => {
      if (change) instance.app.keepPeople([{ id: `p${now}`, name: `p${now}`, email: null, role: 'member' }])
      const dueAt = nightly.nextAt()
      now += NIGHT_MS
      await nightly.run()
      return dueAt === null ? null : new Date(dueAt).toISOString().slice(0, 10)
    }
    await work(night, instance)
  })
}

async function linesOf(key: string): Promise<string[]> {
  const object = await bucket.get(key)
  if (!object) throw new Error(`there is no ${key}`)
  const text = await new Response(object.body.pipeThrough(new DecompressionStream('gzip'))).text()
  return text.trimEnd().split('\n')
}

const hash = () => {
  const said: string[] = []
  return { update: (text: string) => void said.push(text), digest: () => said.join('') }
}

test('in the night after a change the workspace is in the bucket, whole; without one nothing wakes it', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  for (const name of ['Stall', 'Kiosk', 'Cart']) await ana.ask('POST', '/api/projects', { name })
  await nights(workspace, async night => {
    expect(await night(false)).toBe('2040-01-02')
    expect(await night(false)).toBeNull()
    expect(await night(true)).toBe('2040-01-04')
  })
  const { objects } = await bucket.list({ prefix: `${workspace}/` })
  expect(objects.map(({ key }) => key)).toEqual([`${workspace}/2040-01-02.paas`, `${workspace}/2040-01-04.paas`])
  const lines = await linesOf(`${workspace}/2040-01-02.paas`)
  const head = JSON.parse(lines[0] ?? '').head
  const rows = new Map(head.tables.map(({ name, rows }: { name: string; rows: number }) => [name, rows]))
  expect(rows.get('projects')).toBe(3)
  const { tables } = JSON.parse(lines.at(-1) ?? '').end
  expect(tables.facts.rows).toBe(rows.get('facts'))
  const verifier = verifyLines<typeof head>(hash)
  for (const line of lines.slice(0, -1)) expect(verifier.take(JSON.parse(line), `${line}\n`)).toBeNull()
})

test('while it is backed up nothing is changed, and afterwards everything goes on', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  await ana.ask('POST', '/api/projects', { name: 'Stall' })
  await runInDurableObject(objectOf(workspace), async (instance: WorkspaceObject) => {
    const copy = instance.app.beginCopy()
    expect(instance.app.beginCopy()).toBeNull()
    expect(() => instance.app.capture([])).toThrow(/being copied/)
    copy?.end()
    expect(instance.app.capture([])).toEqual([])
  })
  expect((await ana.ask('POST', '/api/projects', { name: 'Next' })).status).toBe(201)
})

test('seven days and four weeks of them stay', async () => {
  const workspace = newWorkspace()
  await addPerson('ana', 'owner', workspace)
  await nights(workspace, async night => {
    for (let i = 0; i < 45; i++) await night(true)
  })
  const { objects } = await bucket.list({ prefix: `${workspace}/` })
  const days = objects.map(({ key }) => key.slice(-15, -5))
  expect(days.length).toBeGreaterThanOrEqual(11)
  expect(days.length).toBeLessThanOrEqual(12)
  expect(days.slice(-7)).toEqual(['09', '10', '11', '12', '13', '14', '15'].map(day => `2040-02-${day}`))
})

test('objects are backed up spread over two hours of the night, each always at its own time', () => {
  const now = Date.parse('2040-01-01T12:00:00Z')
  const times = Array.from({ length: 200 }, (_, i) => nextNight(now, `w${i}abcdef`))
  expect(Math.min(...times)).toBeGreaterThanOrEqual(Date.parse('2040-01-02T03:00:00Z'))
  expect(Math.max(...times)).toBeLessThan(Date.parse('2040-01-02T05:00:00Z'))
  expect(new Set(times).size).toBeGreaterThan(150)
  expect(nextNight(now, 'w1abcdef')).toBe(times[1])
})

test('where the platform keeps no past, it is said, and nothing is changed', async () => {
  const ana = await addPerson('ana', 'owner', newWorkspace())
  await ana.ask('POST', '/api/projects', { name: 'Stall' })
  const refused = await ana.ask('POST', '/api/private/rewind', { to: new Date().toISOString() })
  expect(refused).toMatchObject({ status: 409, body: { code: 'no-rewind-here' } })
  expect((await ana.ask('GET', '/api/projects')).body.data).toHaveLength(1)
})

test('where it does, the object goes back to that time and begins anew, and it is told how to take that back', async () => {
  const said: string[] = []
  const storage = {
    getBookmarkForTime: async (at: number | Date) => `bookmark of ${at}`,
    onNextSessionRestoreBookmark: async (bookmark: string) => {
      said.push(bookmark)
      return 'bookmark of now'
    },
  }
  const begunAnew = new Promise<string>(done => {
    const abort = (reason?: string) => done(String(reason))
    void rewind({ storage, abort }, 7).then(answer => said.push(String(answer?.undo)))
  })
  expect(await begunAnew).toContain('set back')
  expect(said).toEqual(['bookmark of 7', 'bookmark of now'])
})

test('what the platform keeps in a database of its own is neither carried away nor taken out', async () => {
  const workspace = newWorkspace()
  const ana = await addPerson('ana', 'owner', workspace)
  await ana.ask('POST', '/api/projects', { name: 'Stall' })
  const run = (query: string) =>
    runInDurableObject(objectOf(workspace), (_: WorkspaceObject, { storage }) => storage.sql.exec(query).toArray())
  await run('CREATE TABLE __of_the_platform (name TEXT)')
  await run("INSERT INTO __of_the_platform VALUES ('kept')")
  const { token, head } = (await ana.ask('POST', '/api/private/archive/read/begin')).body.data
  expect(head.tables.filter(({ name }: { name: string }) => name.startsWith('_'))).toEqual([])
  await ana.ask('POST', '/api/private/archive/read/end', { token })
  const begun = { head: { ...head, tables: [] }, digest: 'd', replace: true }
  expect((await ana.ask('POST', '/api/private/archive/write/begin', begun)).status).toBe(200)
  await ana.ask('POST', '/api/private/archive/give-up')
  expect(await run('SELECT name FROM __of_the_platform')).toEqual([{ name: 'kept' }])
})
