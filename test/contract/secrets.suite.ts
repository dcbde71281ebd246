import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

const KEY = 'sk-test-9f8e7d6c5b4a3210ZYXW'
const OTHER = 'sk-test-0000111122223333QRST'
const path = '/accounts/1/key'

const open = async (openOne: OpenWorkspaceUnderTest): Promise<WorkspaceUnderTest> => {
  const w = await openOne()
  await call(w, 'POST', '/accounts', { account_name: 'work' })
  return w
}
const facts = async (w: WorkspaceUnderTest) =>
  (await call(w, 'GET', '/activity')).body.data.map((fact: { kind: string }) => fact.kind)

/** Every GET route that the workspace's own document tells, with what is there to ask for. */
async function readAll(w: WorkspaceUnderTest): Promise<Map<string, string>> {
  const { paths } = (await call(w, 'GET', '/openapi.json')).body as {
    paths: Record<string, Record<string, { parameters?: { name: string; in: string; required: boolean }[] }>>
  }
  const read = new Map<string, string>()
  for (const [route, { get }] of Object.entries(paths)) {
    if (!get) continue
    const asked = route.replace('/api', '').replace(/\{\w+\}/g, '1')
    const wanted = (get.parameters ?? []).filter(({ in: where, required }) => where === 'query' && required)
    const query = wanted.map(({ name }) => `${name}=1`).join('&')
    read.set(route, JSON.stringify((await call(w, 'GET', query ? `${asked}?${query}` : asked)).body))
  }
  return read
}

export function secretsSuite(openOne: OpenWorkspaceUnderTest): void {
  describe('the key of an account', () => {
    test('is kept, told by its end only, given to who asks for it, and forgotten', async () => {
      const w = await open(openOne)
      expect(await call(w, 'GET', path)).toMatchObject({ status: 404, body: { code: 'no-key-kept' } })
      const set = await call(w, 'POST', path, { key: ` ${KEY}\n` })
      const described = { last4: 'ZYXW', set_at: new Date(START).toISOString(), set_by: 'You' }
      expect(set).toMatchObject({ status: 200, body: { data: described } })
      expect((await call(w, 'GET', path)).body.data).toEqual(described)
      expect((await call(w, 'POST', `${path}/reveal`, {})).body.data).toEqual({ key: KEY })
      await call(w, 'POST', path, { key: OTHER })
      expect((await call(w, 'POST', `${path}/reveal`, {})).body.data).toEqual({ key: OTHER })
      expect((await call(w, 'DELETE', path)).body).toMatchObject({ id: 1 })
      for (const [method, at] of [
        ['GET', path],
        ['POST', `${path}/reveal`],
        ['DELETE', path],
      ] as const) {
        expect(await call(w, method, at, method === 'POST' ? {} : undefined)).toMatchObject({ status: 404 })
      }
    })

    test('each change and each look is told, with who it was, and no look that was refused', async () => {
      const w = await open(openOne)
      await call(w, 'POST', path, { key: KEY })
      await call(w, 'POST', `${path}/reveal`, {})
      await call(w, 'DELETE', path)
      await call(w, 'POST', `${path}/reveal`, {})
      const { data } = (await call(w, 'GET', '/activity')).body
      expect(data.slice(1)).toMatchObject([
        { kind: 'key.changed', subject_id: 1, actor: 'You' },
        { kind: 'key.revealed', subject_id: 1, actor: 'You' },
        { kind: 'key.deleted', subject_id: 1, actor: 'You' },
      ])
    })

    test('goes with its account, and is not another account’s', async () => {
      const w = await open(openOne)
      await call(w, 'POST', path, { key: KEY })
      await call(w, 'POST', '/accounts', { account_name: 'other' })
      expect(await call(w, 'POST', '/accounts/2/key/reveal', {})).toMatchObject({ status: 404 })
      expect(await call(w, 'POST', '/accounts/99/key', { key: KEY })).toMatchObject({
        status: 404,
        body: { code: 'account-not-found' },
      })
      expect((await call(w, 'DELETE', '/accounts/1')).status).toBe(200)
      expect(await call(w, 'GET', path)).toMatchObject({ status: 404, body: { code: 'account-not-found' } })
    })

    test('of a short one not even the end is told', async () => {
      const w = await open(openOne)
      expect((await call(w, 'POST', path, { key: 'hunter2' })).body.data).toMatchObject({ last4: null })
    })

    test.each([
      ['nothing', { key: '  ' }],
      ['two lines', { key: `${KEY}\n${KEY}` }],
      ['something far too long', { key: KEY.repeat(200) }],
      ['no text', { key: [KEY] }],
    ])('%s is no key, and the refusal says nothing of it', async (_, body) => {
      const w = await open(openOne)
      const refused = await call(w, 'POST', path, body)
      expect(refused).toMatchObject({ status: 400, body: { code: 'invalid-input' } })
      expect(JSON.stringify(refused.body)).not.toContain(KEY)
    })

    test('a body that breaks off is refused without saying any of it', async () => {
      const w = await open(openOne)
      const text = `{"key": ${KEY}`
      const headers = { 'content-type': 'application/json', 'content-length': String(text.length) }
      const request = new Request(`http://localhost/api${path}`, { method: 'POST', body: text, headers })
      const refused = JSON.stringify(await (await w.fetch(request)).json())
      expect(refused).toContain('invalid-json')
      expect(refused).not.toContain('sk-')
    })
  })

  describe('an answer that shows a secret', () => {
    const again = { 'idempotency-key': 'once' }

    test('is given again to the same request, though it is not kept in the clear', async () => {
      const w = await open(openOne)
      const wish = { url: 'https://hooks.example.com/paas' }
      const first = await call(w, 'POST', '/webhooks', wish, again)
      expect(first.body.secret).toMatch(/^whsec_/)
      expect((await call(w, 'POST', '/webhooks', wish, again)).body).toEqual(first.body)
      expect((await call(w, 'GET', '/webhooks')).body.data).toHaveLength(1)
      const turned = await call(w, 'POST', '/webhooks/1/rotate-secret', undefined, again)
      expect((await call(w, 'POST', '/webhooks/1/rotate-secret', undefined, again)).body).toEqual(turned.body)
    })

    test('another secret under the same Idempotency-Key is refused, also of another account', async () => {
      const w = await open(openOne)
      await call(w, 'POST', '/accounts', { account_name: 'other' })
      const first = await call(w, 'POST', path, { key: KEY }, again)
      expect((await call(w, 'POST', path, { key: KEY }, again)).body).toEqual(first.body)
      for (const [at, key] of [
        [path, OTHER],
        ['/accounts/2/key', KEY],
      ] as const) {
        const refused = await call(w, 'POST', at, { key }, again)
        expect(refused).toMatchObject({ status: 422, body: { code: 'idempotency-key-reused' } })
      }
      expect((await facts(w)).filter((kind: string) => kind === 'key.changed')).toHaveLength(1)
    })
  })

  test('no route that reads, and no export, holds a secret, in the clear or sealed', async () => {
    const w = await open(openOne)
    const project_id = (await call(w, 'POST', '/projects', { name: 'P' })).body.id
    await call(w, 'POST', '/sessions', { project_id, account_id: 1 })
    await call(w, 'POST', path, { key: KEY })
    const { secret } = (await call(w, 'POST', '/webhooks', { url: 'https://hooks.example.com/paas' })).body
    const { data: turned } = (await call(w, 'POST', '/webhooks/1/rotate-secret')).body
    await call(w, 'POST', '/webhooks/1/test')
    const read = await readAll(w)
    for (const exact of [false, true]) {
      const moved = await call(w, 'POST', '/private/export-project', { project_id, exact })
      expect(moved.status).toBe(200)
      read.set(`export, exact ${exact}`, JSON.stringify(moved.body))
    }
    expect(read.size).toBeGreaterThan(40)
    expect(read.get('/api/accounts/{id}/key')).toContain('"last4":"ZYXW"')
    for (const [route, said] of read) {
      for (const each of [KEY, secret.slice(6), turned.secret.slice(6)]) expect(said, route).not.toContain(each)
      expect(said, route).not.toMatch(/v1\.[0-9a-f]{8}\.[\w-]{16}\./)
    }
  })

  test('a rotation of the key leaves every secret as it was, or says how to begin it', async () => {
    const w = await open(openOne)
    await call(w, 'POST', path, { key: KEY })
    const { status, body } = await call(w, 'POST', '/secrets/rotate', {})
    if (status === 409) expect(body).toMatchObject({ code: 'key-in-the-environment' })
    else expect(body.data).toMatchObject({ lost: 0 })
    expect((await call(w, 'POST', `${path}/reveal`, {})).body.data).toEqual({ key: KEY })
  })
}
