import { expect, test } from 'vitest'
import { LOCAL_OWNER } from '../../src/platform/call.ts'
import { call, type OpenWorkspaceUnderTest, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

interface Archive {
  readonly head: Json
  readonly rows: Record<string, Json[][]>
  readonly secrets: Json[]
}

const ask = async (w: WorkspaceUnderTest, path: string, body?: object) =>
  (await call(w, 'POST', `/private/archive/${path}`, body)).body

/** Everything of a workspace, as `paas export --all` reads it. */
async function readWhole(w: WorkspaceUnderTest): Promise<Archive> {
  const { token, head } = (await ask(w, 'read/begin')).data
  const rows: Record<string, Json[][]> = {}
  for (const { name } of head.tables) {
    rows[name] = []
    for (let after: Json = null; ; ) {
      const part = (await ask(w, 'read', { token, table: name, after })).data
      rows[name]?.push(...part.rows)
      after = part.next
      if (after === null) break
    }
  }
  // Last: that it was asked for stands in the log.
  const { secrets } = (await ask(w, 'read/secrets', { token })).data
  expect((await ask(w, 'read/end', { token })).data).toEqual({ done: true })
  return { head, rows, secrets }
}

const begin = (w: WorkspaceUnderTest, { head }: Pick<Archive, 'head'>, more: object = {}) =>
  ask(w, 'write/begin', { head, digest: 'abc', ...more })

async function writeRows(w: WorkspaceUnderTest, { head, rows }: Archive, token: string, taken: Json = {}) {
  for (const { name, columns } of head.tables) {
    const left = rows[name]?.slice(taken[name] ?? 0) ?? []
    const written = await ask(w, 'write', { token, table: name, columns, offset: taken[name] ?? 0, rows: left })
    expect(written.success && written.data.taken).toBe(rows[name]?.length)
  }
}

async function writeWhole(w: WorkspaceUnderTest, archive: Archive, more: object = {}): Promise<Json> {
  const begun = await begin(w, archive, more)
  if (!begun.success) return begun
  const { token, taken } = begun.data
  await writeRows(w, archive, token, taken)
  for (const secret of archive.secrets) expect((await ask(w, 'write/secret', { token, ...secret })).success).toBe(true)
  return ask(w, 'write/end', { token, head: archive.head })
}

/** Of every room a little. */
async function furnish(w: WorkspaceUnderTest): Promise<void> {
  await call(w, 'POST', '/demo')
  await call(w, 'POST', '/accounts/1/key', { key: 'sk-of-the-first-account-0123456789' })
  await call(w, 'POST', '/webhooks', { url: 'https://hooks.example.org/in', name: 'out' })
  await call(w, 'POST', '/knowledge', {
    category: 'solution',
    title: 'NUL \u0000 and 🧺',
    description: "it's 'quoted'",
  })
}

/** But what tells of the moving itself. */
const comparable = ({ head, rows }: Archive) => {
  const { exported_at: _, tables, ...rest } = head
  const { activity_log: __, ...kept } = rows
  return {
    ...rest,
    sequences: { ...rest.sequences, activity_log: 0 },
    tables: tables.map((t: Json) => t.name),
    rows: kept,
  }
}

export function archiveSuite(open: OpenWorkspaceUnderTest): void {
  test('a workspace is carried whole: read, written elsewhere and read again it is the same to the last cell', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    const archive = await readWhole(from)
    expect((await writeWhole(to, archive)).data.rows).toBeGreaterThan(100)
    expect(comparable(await readWhole(to))).toEqual(comparable(archive))
    for (const path of [
      '/projects',
      '/accounts',
      '/sessions',
      '/handoffs',
      '/knowledge',
      '/settings',
      '/policies',
      '/stats',
    ]) {
      expect((await call(to, 'GET', path)).body).toEqual((await call(from, 'GET', path)).body)
    }
    const brief = (w: WorkspaceUnderTest) => call(w, 'GET', '/sessions/15/brief')
    expect((await brief(to)).body).toEqual((await brief(from)).body)
    expect((await call(to, 'GET', '/activity-log/verify')).body.data).toMatchObject({ first_bad: null })
  })

  test('what is written there goes on working: search finds, ids go on, secrets open', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    await writeWhole(to, await readWhole(from))
    await to.ring()
    const found = (await call(to, 'GET', '/search?q=receipt')).body.data
    expect(found.length).toBeGreaterThan(0)
    expect((await call(to, 'POST', '/accounts/1/key/reveal')).body.data.key).toBe('sk-of-the-first-account-0123456789')
    const ids = await Promise.all([from, to].map(w => call(w, 'POST', '/projects', { name: 'Next' })))
    expect(ids[0]?.body.id).toBe(ids[1]?.body.id)
  })

  test('no secret is in what is read without asking for it, and none in the clear where it arrives', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    const archive = await readWhole(from)
    expect(JSON.stringify({ ...archive, secrets: [] })).not.toContain('sk-of-the-first')
    expect(archive.secrets.map(({ secret }) => secret)).toContain('sk-of-the-first-account-0123456789')
    await writeWhole(to, { ...archive, secrets: [] })
    expect((await call(to, 'GET', '/accounts/1/key')).body.code).toBe('no-key-kept')
  })

  test('a part is a megabyte at most, whatever comes behind what is small, and all of them are the whole', async () => {
    const [from, to] = [await open(), await open()]
    const { id: project_id } = (await call(from, 'POST', '/projects', { name: 'P' })).body
    const { id: account_id } = (await call(from, 'POST', '/accounts', { account_name: 'a', platform: 'claude' })).body
    const session = (await call(from, 'POST', '/sessions', { project_id, account_id, session_type: 'feature' })).body
    const sizes = [10, 10, 10, 400_000, 400_000, 700_000, 700_000, 10]
    for (const size of sizes) {
      const content = 'x'.repeat(size)
      const said = await call(from, 'POST', '/conversation', { session_id: session.id, role: 'user', content })
      expect(said.status).toBe(201)
    }
    const { token } = (await ask(from, 'read/begin')).data
    const counts: number[] = []
    for (let after: Json = null; ; ) {
      const part = (await ask(from, 'read', { token, table: 'conversation_history', after })).data
      counts.push(part.rows.length)
      after = part.next
      if (after === null) break
    }
    expect(counts).toEqual([5, 1, 2])
    await ask(from, 'read/end', { token })
    const archive = await readWhole(from)
    await writeWhole(to, archive)
    expect(comparable(await readWhole(to))).toEqual(comparable(archive))
  })

  test('while it is copied nothing is changed and everything is read; what is broken off lets go within a minute', async () => {
    const w = await open()
    const now = Date.parse((await ask(w, 'read/begin')).data.head.exported_at)
    const refused = await call(w, 'POST', '/projects', { name: 'Meanwhile' })
    expect(refused).toMatchObject({ status: 503, body: { code: 'being-copied' } })
    expect(refused.headers.get('retry-after')).toBe('5')
    expect((await call(w, 'GET', '/projects')).body.data).toEqual([])
    expect((await ask(w, 'read/begin')).code).toBe('being-copied')
    await w.setTime(now + 60_001)
    expect((await call(w, 'POST', '/projects', { name: 'Afterwards' })).status).toBe(201)
  })

  test('a copy that was broken off for too long is not gone on with: its parts would not fit together', async () => {
    const w = await open()
    const { token, head } = (await ask(w, 'read/begin')).data
    await w.setTime(Date.parse(head.exported_at) + 60_001)
    expect((await ask(w, 'read', { token, table: 'projects', after: null })).code).toBe('hold-lost')
  })

  test('writing that was broken off is gone on with where it was; until then nothing else is answered', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    const archive = await readWhole(from)
    const first = (await begin(to, archive)).data
    const [one] = archive.head.tables as Json[]
    const part = { token: first.token, table: one.name, columns: one.columns, offset: 0, rows: archive.rows[one.name] }
    await ask(to, 'write', part)
    expect((await ask(to, 'write', part)).data.taken).toBe(one.rows)
    expect((await call(to, 'GET', '/projects')).body.code).toBe('being-restored')
    expect((await ask(to, 'write/end', { token: first.token, head: archive.head })).code).toBe('archive-misfit')
    const again = (await begin(to, archive)).data
    expect(again).toMatchObject({ token: first.token, taken: { [one.name]: one.rows } })
    await writeWhole(to, archive)
    expect(comparable(await readWhole(to))).toEqual(comparable(archive))
  })

  test('given up, an empty workspace is left that works', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    await begin(to, await readWhole(from))
    expect((await ask(to, 'give-up')).data.was_writing).toBe(true)
    expect((await call(to, 'GET', '/projects')).body.data).toEqual([])
    await furnish(to)
    expect((await call(to, 'GET', '/projects')).body.data).toHaveLength(3)
  })

  test('a workspace that holds something is replaced only where that is said', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    await call(to, 'POST', '/projects', { name: 'Mine' })
    const archive = await readWhole(from)
    expect((await begin(to, archive)).code).toBe('not-an-empty-workspace')
    expect((await call(to, 'GET', '/projects')).body.data).toHaveLength(1)
    await writeWhole(to, archive, { replace: true })
    expect(comparable(await readWhole(to))).toEqual(comparable(archive))
  })

  test('who listens to a workspace that is replaced hears what becomes true in it afterwards', async () => {
    const [from, to] = [await open(), await open()]
    const archive = await readWhole(from)
    await furnish(to)
    const heard = (await to.factsFor(LOCAL_OWNER)).at(-1)?.seq ?? 0
    await writeWhole(to, archive, { replace: true })
    await call(to, 'POST', '/projects', { name: 'Afterwards' })
    const newest = (await to.factsFor(LOCAL_OWNER)).at(-1)
    expect(newest?.kind).toBe('project.created')
    expect(newest?.seq).toBeGreaterThan(heard)
  })

  test('an archive of an older version is brought up to date, one of a newer version changes nothing', async () => {
    const [from, to] = [await open(), await open()]
    const { head } = await readWhole(from)
    const newer = { ...head, schema_version: 9999 }
    expect((await begin(to, { head: newer })).code).toBe('archive-too-new')
    const columns = ['id', 'name', 'status', 'created_at', 'updated_at']
    const sequences = { projects: 7 }
    const tables = [{ name: 'projects', columns, rows: 1 }]
    const older: Archive = {
      head: { ...head, schema_version: 1, tables, sequences, people: [] },
      rows: { projects: [[7, 'Of old', 'active', '2024-01-01 00:00:00', '2024-01-01 00:00:00']] },
      secrets: [],
    }
    expect((await writeWhole(to, older)).success).toBe(true)
    expect((await call(to, 'GET', '/projects')).body.data).toMatchObject([{ id: 7, name: 'Of old' }])
    expect((await call(to, 'POST', '/projects', { name: 'Next' })).body.id).toBe(8)
    expect((await call(to, 'GET', '/health')).body.schema_version).toBe(head.schema_version)
  })

  test('a table or a column that is unknown here is refused by its name, and nothing of it reaches a statement', async () => {
    const w = await open()
    const { head } = await readWhole(w)
    const strange = (tables: object[]) => begin(w, { head: { ...head, tables } })
    expect((await strange([{ name: 'evil', columns: ['id'], rows: 0 }])).code).toBe('archive-misfit')
    expect((await strange([{ name: 'projects', columns: ['id', 'evil'], rows: 0 }])).error).toContain(
      'projects has a column evil',
    )
    expect((await strange([{ name: 'projects; DROP TABLE projects', columns: ['id'], rows: 0 }])).code).toBe(
      'invalid-input',
    )
    expect((await call(w, 'GET', '/projects')).status).toBe(200)
  })

  test('a row that breaks a rule is refused with its table and the rule, and it can be gone on from there', async () => {
    const w = await open()
    const { head } = await readWhole(w)
    const columns = ['id', 'project_id', 'account_id', 'session_number', 'session_type']
    const { token } = (await begin(w, { head: { ...head, tables: [{ name: 'sessions', columns, rows: 1 }] } })).data
    const rows = [[1, 77, 77, 1, 'feature']]
    const refused = await ask(w, 'write', { token, table: 'sessions', columns, offset: 0, rows })
    expect(refused.code).toBe('archive-misfit')
    expect(refused.error).toMatch(/a row of sessions breaks a rule .*FOREIGN KEY/)
    expect((await ask(w, 'give-up')).data.was_writing).toBe(true)
  })

  test('who exports is who imports: what was theirs is theirs there, under another id', async () => {
    const [from, to] = [await open(), await open()]
    await furnish(from)
    await call(from, 'POST', '/accounts', { account_name: 'mine', platform: 'claude', personal: true })
    const ana = { ...LOCAL_OWNER, id: 'ana', name: 'Ana' }
    await to.keepPeople([{ id: 'ana', name: 'Ana', email: 'ana@example.org', role: 'owner' }])
    const there = to.as(ana)
    await writeWhole(there, await readWhole(from))
    const owned = (await call(there, 'GET', '/accounts')).body.data.filter((one: Json) => one.owner)
    expect(owned.map((one: Json) => one.owner.id)).toEqual(['ana'])
  })

  test('it takes an owner; a token takes the scope that is for this alone', async () => {
    const w = await open()
    const as = (role: 'owner' | 'admin', scopes?: 'move' | 'manage') =>
      w.as({ ...LOCAL_OWNER, role, ...(scopes && { scopes: [scopes] }) })
    expect((await call(as('admin'), 'POST', '/private/archive/read/begin')).status).toBe(403)
    expect((await call(as('owner', 'manage'), 'POST', '/private/archive/read/begin')).status).toBe(403)
    expect((await call(as('admin', 'move'), 'POST', '/private/archive/read/begin')).status).toBe(403)
    expect((await call(as('owner', 'move'), 'GET', '/projects')).status).toBe(403)
    expect((await call(as('owner', 'move'), 'POST', '/private/archive/read/begin')).status).toBe(200)
  })
}
