import { describe, expect, test } from 'vitest'
import { routes } from '../../src/workspace/rooms.ts'
import { call, type OpenWorkspaceUnderTest } from '../support/workspace-under-test.ts'

const post = (body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }) =>
  new Request('http://localhost/api/projects', { method: 'POST', body, headers })

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

    test('only JSON is taken: a form of another page is not', async () => {
      const w = await open()
      expect((await w.fetch(post('{"name":"x"}', { 'content-type': 'text/plain' }))).status).toBe(415)
    })

    test('every route with an id answers 404 for one that is not there, and 400 for one that is none', async () => {
      const w = await open()
      for (const { method, path, body } of routes.filter(route => route.path.includes('{id}'))) {
        const at = (id: string) => path.replace('/api', '').replace('{id}', id)
        const sent = body
          ? { status: 'pending', notes: 'n', name: 'n', blockers: 'b', content: 'c', context_summary: 's', title: 't' }
          : undefined
        const identity = path.endsWith('/identities') ? { kind: 'email', value: 'ayu@example.com' } : {}
        const gone = { ...sent, ...(path.includes('handoffs') ? {} : { status: undefined }), ...identity }
        expect((await call(w, method, at('4711'), sent && gone)).status, `${method} ${path}`).toBe(404)
        expect((await call(w, method, at('abc'), sent && gone)).status, `${method} ${path}`).toBe(400)
        expect((await call(w, method, at('-1'), sent && gone)).status, `${method} ${path}`).toBe(400)
      }
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
