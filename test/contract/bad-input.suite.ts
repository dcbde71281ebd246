import { describe, expect, test } from 'vitest'
import { routes } from '../../src/workspace/rooms.ts'
import { call, type OpenWorkspaceUnderTest } from '../support/workspace-under-test.ts'

const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  new Request('http://localhost/api/projects', { method: 'POST', body, headers })

/** What a change takes, whatever it changes. */
const ANY = { notes: 'n', name: 'n', description: 'd', blockers: 'b', content: 'c', context_summary: 's', title: 't' }
/** What else routes take, by their path or by what follows the id. */
const BODIES: Readonly<Record<string, object>> = {
  '/identities': { kind: 'email', value: 'ayu@example.com' },
  '/ledger': { kind: 'use', amount: 1, key: 'k' },
  '/windows': { name: 'weekly', unit: 'percent', renewal: { kind: 'announced' } },
  '/key': { key: 'sk-test-0123456789' },
  '/windows/{name}': { reserve: 5 },
  '/preset': { preset: 'claude' },
  '/readings': { window: '5h', used_percent: 10 },
  '/api/handoffs/{id}': { ...ANY, status: 'pending' },
  '/api/alerts/{id}': { status: 'seen' },
}

export function badInputSuite(open: OpenWorkspaceUnderTest): void {
  describe('bad input', () => {
    test.each([
      ['broken JSON', '{"name": "x"', 400, 'invalid-json'],
      ['an empty body', ' ', 400, 'invalid-json'],
      ['a wrong type', '{"name": 3}', 400, 'invalid-input'],
      ['a missing field', '{}', 400, 'invalid-input'],
      ['an array', '[]', 400, 'invalid-input'],
      ['an unknown enum value', '{"name": "x", "status": "asleep"}', 400, 'invalid-input'],
    ])('%s is refused with what to do', async (_, body, status, code) => {
      const w = await open()
      const response = await w.fetch(post(body))
      const answer = (await response.json()) as Record<string, unknown>
      expect([response.status, answer.code]).toEqual([status, code])
      expect(answer).toMatchObject({
        success: false,
        error: expect.any(String),
        suggestion: expect.any(String),
        request_id: expect.any(String),
      })
      expect((await call(w, 'GET', '/projects')).body.data).toHaveLength(0)
    })

    test('an oversized body is refused, told its length or not', async () => {
      const w = await open()
      const large = JSON.stringify({ name: 'x', description: 'y'.repeat(1_100_000) })
      const told = await w.fetch(
        post(large, { 'content-type': 'application/json', 'content-length': String(large.length) }),
      )
      expect(told.status).toBe(413)
      expect((await w.fetch(post(large))).status).toBe(413)
    })

    test('a time with an offset is the moment it means, in the years that have four digits', async () => {
      const w = await open()
      const project_id = (await call(w, 'POST', '/projects', { name: 'p' })).body.id
      const file = { project_id, file_path: 'a', last_modified: '2026-11-23T09:00:00.000+02:00' }
      const { id } = (await call(w, 'POST', '/files', file)).body
      expect((await call(w, 'GET', `/files/${id}`)).body.data.last_modified).toBe('2026-11-23T07:00:00.000Z')
      const past = await call(w, 'PATCH', `/files/${id}`, { last_modified: '9999-12-31T23:59:00-01:00' })
      expect([past.status, past.body.code]).toEqual([400, 'invalid-input'])
    })

    test('a body nested past all sense is refused, in a text that is JSON too', async () => {
      const w = await open()
      const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`
      const response = await w.fetch(post(`{"name": "x", "rotation": ${deep}}`))
      expect([response.status, ((await response.json()) as { code: string }).code]).toEqual([400, 'body-too-deep'])
      const { id } = (await call(w, 'POST', '/projects', { name: 'x', description: deep })).body
      expect((await call(w, 'POST', '/private/export-project', { project_id: id })).status).toBe(200)
    })

    test('only JSON is taken: a form of another page is not', async () => {
      const w = await open()
      expect((await w.fetch(post('{"name":"x"}', { 'content-type': 'text/plain' }))).status).toBe(415)
    })

    test('every route with an id answers 404 for one that is not there, and 400 for one that is none', async () => {
      const w = await open()
      for (const { method, path, body } of routes.filter(route => route.path.includes('{id}'))) {
        const at = (id: string) => path.replace('/api', '').replace('{id}', id).replace('{name}', 'weekly')
        const rest = path.slice(path.indexOf('{id}') + '{id}'.length)
        const gone = body && (BODIES[rest] ?? BODIES[path] ?? ANY)
        expect((await call(w, method, at('4711'), gone)).status, `${method} ${path}`).toBe(404)
        expect((await call(w, method, at('abc'), gone)).status, `${method} ${path}`).toBe(400)
        expect((await call(w, method, at('-1'), gone)).status, `${method} ${path}`).toBe(400)
      }
    })

    test('an account that somebody has claimed is not deleted under them', async () => {
      const w = await open()
      const id = (await call(w, 'POST', '/accounts', { account_name: 'a' })).body.id
      const { lease } = (await call(w, 'POST', '/private/select-best-account', { lease_seconds: 60 })).body.data
      expect((await call(w, 'DELETE', `/accounts/${id}`)).body.code).toBe('account-leased')
      await call(w, 'DELETE', `/private/leases/${lease.id}`)
      expect((await call(w, 'DELETE', `/accounts/${id}`)).status).toBe(200)
    })

    test('ids in a body that point nowhere are refused by name', async () => {
      const w = await open()
      const project = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      expect((await call(w, 'POST', '/sessions', { project_id: 9, account_id: 1 })).body.code).toBe('project-not-found')
      expect((await call(w, 'POST', '/sessions', { project_id: project, account_id: 9 })).body.code).toBe(
        'account-not-found',
      )
      expect((await call(w, 'POST', '/snapshots', { session_id: 9, compressed_context: 'x' })).body.code).toBe(
        'session-not-found',
      )
      expect(
        (await call(w, 'POST', '/knowledge', { category: 'tip', title: 't', description: 'd', source_session_id: 9 }))
          .body.code,
      ).toBe('session-not-found')
      expect((await call(w, 'POST', '/handoff/compress', { project_id: 9, context: 'x' })).body.code).toBe(
        'project-not-found',
      )
    })

    test('a change of nothing, or of a misspelt field, is told apart from a change', async () => {
      const w = await open()
      const id = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
      expect((await call(w, 'PATCH', `/projects/${id}`, {})).status).toBe(400)
      expect((await call(w, 'PATCH', `/projects/${id}`, { nmae: 'Q' })).body.error).toContain('name')
    })

    test('an unknown route and an unknown method say what there is', async () => {
      const w = await open()
      expect((await call(w, 'GET', '/nothing')).body).toMatchObject({ code: 'no-such-route' })
      const wrong = await call(w, 'DELETE', '/stats')
      expect([wrong.status, wrong.body.suggestion]).toEqual([405, 'It takes GET.'])
    })

    test('a broken cursor and a limit out of bounds are refused', async () => {
      const w = await open()
      expect((await call(w, 'GET', '/projects?cursor=nonsense')).status).toBe(400)
      expect((await call(w, 'GET', '/projects?limit=0')).status).toBe(400)
      expect((await call(w, 'GET', '/projects?limit=100000')).status).toBe(400)
    })

    test('numbers out of all proportion are refused', async () => {
      const w = await open()
      expect((await call(w, 'POST', '/accounts', { account_name: 'a', credits_available: -5 })).status).toBe(400)
      expect((await call(w, 'POST', '/accounts', { account_name: 'a', capacity: 1e300 })).status).toBe(400)
      expect((await call(w, 'POST', '/accounts', { account_name: 'a', capacity: 1.5 })).status).toBe(400)
    })
  })
}
