import { describe, expect, test } from 'vitest'
import { routes } from '../../src/workspace/rooms.ts'
import { call, type OpenWorkspaceUnderTest, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

/** A workspace with one of each, and how to make and change another. */
async function furnish(w: WorkspaceUnderTest) {
  const project = (await call(w, 'POST', '/projects', { name: 'Shop', description: null })).body.id
  const account = (await call(w, 'POST', '/accounts', { account_name: 'First', account_email: 'first@example.com' }))
    .body.id
  const session = (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.id
  return [
    { path: '/projects', create: { name: 'Another' }, change: { status: 'paused' } },
    { path: '/accounts', create: { account_name: 'Second', platform: 'claude' }, change: { notes: 'kept by Ayu' } },
    { path: '/sessions', create: { project_id: project, account_id: account }, change: { blockers: 'no VPN' } },
    {
      path: '/conversation',
      create: { session_id: session, role: 'user', content: 'Hello' },
      change: { content: 'Halo' },
    },
    {
      path: '/snapshots',
      create: { session_id: session, compressed_context: 'All of it' },
      change: { context_summary: 'It' },
    },
    { path: '/files', create: { project_id: project, file_path: 'src/a.ts' }, change: { importance: 'critical' } },
    { path: '/handoffs', create: { session_id: session }, change: { priority: 9 } },
    { path: '/knowledge', create: { category: 'tip', title: 'T', description: 'D' }, change: { usage_count: 3 } },
  ]
}

export function resourcesSuite(open: OpenWorkspaceUnderTest): void {
  describe('every resource', () => {
    test('has create, get, list, change and delete, each answering in the documented shape', async () => {
      const w = await open()
      for (const { path, create, change } of await furnish(w)) {
        const made = await checked(w, 'POST', path, path, create)
        expect(made.body, path).toMatchObject({ success: true, id: expect.any(Number) })
        const one = `${path}/${made.body.id}`
        const got = await checked(w, 'GET', one, `${path}/{id}`)
        expect(got.body.data.id).toBe(made.body.id)
        const list = await checked(w, 'GET', path, path)
        expect(list.body.data.some((row: { id: number }) => row.id === made.body.id)).toBe(true)
        const changed = await checked(w, 'PATCH', one, `${path}/{id}`, change)
        expect(changed.body.data).toMatchObject(change)
        expect((await checked(w, 'DELETE', one, `${path}/{id}`)).body).toMatchObject({
          success: true,
          id: made.body.id,
        })
        expect((await call(w, 'GET', one)).status).toBe(404)
      }
    })

    test('pages through a list without loss or repetition, while rows are added', async () => {
      const w = await open()
      for (let i = 0; i < 25; i++)
        await call(w, 'POST', '/knowledge', { category: 'tip', title: `t${i}`, description: 'd' })
      const seen: string[] = []
      let cursor = ''
      for (let page = 0; page < 10; page++) {
        const { body } = await call(w, 'GET', `/knowledge?limit=10${cursor && `&cursor=${encodeURIComponent(cursor)}`}`)
        seen.push(...body.data.map((row: { title: string }) => row.title))
        await call(w, 'POST', '/knowledge', { category: 'tip', title: `late${page}`, description: 'd' })
        if (!body.next_cursor) break
        cursor = body.next_cursor
      }
      expect(seen).toEqual(Array.from({ length: 25 }, (_, i) => `t${24 - i}`))
    })

    test('lists 100 where no limit is given, and filters', async () => {
      const w = await open()
      const accounts = Array.from({ length: 120 }, (_, i) => ({
        account_name: `a${i}`,
        platform: i < 5 ? 'claude' : 'genspark',
      }))
      await call(w, 'POST', '/private/batch-create-accounts', { accounts })
      const { body } = await call(w, 'GET', '/accounts')
      expect(body.data).toHaveLength(100)
      expect(body.next_cursor).toBeTypeOf('string')
      expect((await call(w, 'GET', '/accounts?platform=claude')).body.data).toHaveLength(5)
    })

    test('session numbers count 1, 2, 3 in each project', async () => {
      const w = await open()
      const account = (await call(w, 'POST', '/accounts', { account_name: 'a' })).body.id
      const numbers: number[][] = []
      for (const name of ['one', 'two']) {
        const project = (await call(w, 'POST', '/projects', { name })).body.id
        const made = []
        for (let i = 0; i < 3; i++)
          made.push(
            (await call(w, 'POST', '/sessions', { project_id: project, account_id: account })).body.session_number,
          )
        numbers.push(made)
      }
      expect(numbers).toEqual([
        [1, 2, 3],
        [1, 2, 3],
      ])
    })

    test('times go over the wire as ISO 8601 with a final Z', async () => {
      const w = await open()
      await furnish(w)
      for (const path of ['/projects', '/accounts', '/sessions']) {
        const [row] = (await call(w, 'GET', path)).body.data
        expect(row.created_at ?? row.started_at, path).toBe('2037-11-23T09:00:00.000Z')
      }
    })

    test('an account with sessions is not deleted but may be archived', async () => {
      const w = await open()
      await furnish(w)
      const [account] = (await call(w, 'GET', '/accounts')).body.data
      const refused = await call(w, 'DELETE', `/accounts/${account.id}`)
      expect(refused.status).toBe(409)
      expect(refused.body.suggestion).toMatch(/archive/i)
      await call(w, 'PATCH', `/accounts/${account.id}`, { archived: true })
      expect((await call(w, 'GET', '/accounts')).body.data).toHaveLength(0)
      expect((await call(w, 'GET', '/accounts?archived=true')).body.data).toHaveLength(1)
    })

    test('the OpenAPI document names every route', async () => {
      const w = await open()
      const { body } = await call(w, 'GET', '/openapi.json')
      expect(body.openapi).toBe('3.1.0')
      for (const { method, path } of routes)
        expect(body.paths[path]?.[method.toLowerCase()], `${method} ${path}`).toBeDefined()
    })
  })
}

/** A call whose answer must parse by the shape that its route declares. */
async function checked(w: WorkspaceUnderTest, method: string, path: string, pattern: string, body?: unknown) {
  const answer = await call(w, method, path, body)
  const route = routes.find(r => r.method === method && r.path === `/api${pattern}`)
  expect(route, `${method} ${pattern}`).toBeDefined()
  expect(answer.status, JSON.stringify(answer.body)).toBe(route?.status ?? 200)
  const parsed = route?.answer.safeParse(answer.body)
  expect(parsed?.error?.issues, `${method} ${pattern}`).toBeUndefined()
  return answer
}
