import { describe, expect, test } from 'vitest'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

async function furnish(w: WorkspaceUnderTest): Promise<number> {
  const project = (
    await call(w, 'POST', '/projects', {
      name: 'Moving',
      description: 'House',
      rotate_at: 90,
      place: '/home/ayu/moving',
    })
  ).body.id
  await call(w, 'POST', '/private/batch-create-accounts', {
    accounts: [
      { account_name: 'ayu@work', account_email: 'ayu@example.com' },
      { account_name: 'backup' },
      { account_name: 'third' },
    ],
  })
  const session = (
    await call(w, 'POST', '/sessions', {
      project_id: project,
      account_id: 1,
      session_type: 'feature',
      objectives: 'Move',
    })
  ).body.id
  await call(w, 'PATCH', `/sessions/${session}`, { credits_used: 60, checkpoint_data: { step: 3, list: ['a'] } })
  await call(w, 'POST', '/conversation', {
    session_id: session,
    role: 'user',
    content: 'Pack the "blue" boxes\nfirst 📦',
  })
  await call(w, 'POST', '/files', {
    project_id: project,
    file_path: 'a/b.ts',
    importance: 'critical',
    last_modified: '2037-11-20T10:00:00Z',
  })
  await call(w, 'POST', '/knowledge', {
    category: 'tip',
    title: 'Boxes',
    description: 'Blue first',
    tags: ['a', 'b'],
    source_session_id: session,
  })
  await call(w, 'POST', '/private/auto-rotate', { current_account_id: 1, project_id: project })
  const usage = {
    type: 'usage',
    key: 'r',
    line: 1,
    model: 'm',
    inputTokens: 1,
    outputTokens: 2,
    cacheReadTokens: 3,
    cacheWriteTokens: 4,
    at: START,
  }
  const turns = [
    { type: 'turn', key: 'k', line: 1, role: 'tool', kind: 'tool_result', text: 'ok', failed: false, at: START },
  ]
  await call(w, 'POST', '/capture', {
    tool: 'claude-code',
    session_key: 's',
    project: { id: project },
    account: { id: 3 },
    turns,
    usage: [usage],
  })
  return project
}
const exportOf = async (w: WorkspaceUnderTest, id: number) =>
  (await call(w, 'POST', '/private/export-project', { project_id: id })).body.data

// biome-ignore lint/suspicious/noExplicitAny: an export is looked at as data
function withoutIds(data: any) {
  const number = new Map(data.sessions.map((s: { id: number; session_number: number }) => [s.id, s.session_number]))
  const renumber = (key: string, value: unknown) =>
    /^(source_|next_)?session_id$/.test(key) && value !== null ? number.get(value) : value
  const { exported_at, project, ...rest } = JSON.parse(JSON.stringify(data, renumber))
  const { updated_at, ...kept } = project
  // biome-ignore lint/suspicious/noExplicitAny: as above
  return { ...rest, project: kept, sessions: rest.sessions.map(({ id, ...session }: any) => session) }
}

export function transferSuite(open: OpenWorkspaceUnderTest): void {
  describe('export and import', () => {
    test('a round trip into another workspace loses nothing', async () => {
      const from = await open()
      const exported = await exportOf(from, await furnish(from))
      const to = await open()
      const { body } = await call(to, 'POST', '/private/import-project', { data: exported })
      expect(body).toMatchObject({ success: true, id: expect.any(Number) })
      expect(withoutIds(await exportOf(to, body.id))).toEqual(withoutIds(exported))
      expect((await call(to, 'GET', `/projects/${body.id}`)).body.data).toMatchObject({
        total_credits_used: 60,
        total_sessions: 3,
      })
    })

    test('secrets in its texts are taken out and counted; an exact copy has them', async () => {
      const w = await open()
      const key = `ghp_${'a1B2c3D4'.repeat(5).slice(0, 36)}`
      const input = { command: `curl -H "Authorization: Bearer ${key}"`, note: 'ask ayu@example.com' }
      const turn = {
        type: 'turn',
        key: 'k',
        line: 1,
        role: 'assistant',
        kind: 'tool_call',
        tool: { name: 'Bash', input },
      }
      const batch = { tool: 'claude-code', session_key: 's', turns: [{ ...turn, text: `Bash ${key}` }] }
      const { project_id } = (await call(w, 'POST', '/capture', batch)).body
      const take = async (wish: object) =>
        (await call(w, 'POST', '/private/export-project', { project_id, ...wish })).body.data
      const usual = await take({})
      expect(JSON.stringify(usual)).not.toContain(key)
      expect(usual.redacted.github).toBeGreaterThan(0)
      expect(JSON.parse(usual.conversation[0].detail).tool.input.command).toContain('[redacted: ')
      expect(JSON.stringify(usual)).toContain('ayu@example.com')
      expect(JSON.stringify(await take({ redact_emails: true }))).not.toContain('ayu@example.com')
      const exact = await take({ exact: true })
      expect(exact.redacted).toBeUndefined()
      expect(exact.conversation[0].content).toContain(key)
    })

    test('accounts travel by name only; those not held here are created blocked', async () => {
      const from = await open()
      const exported = await exportOf(from, await furnish(from))
      expect(JSON.stringify(exported)).not.toContain('ayu@example.com')
      const to = await open()
      await call(to, 'POST', '/accounts', { account_name: 'backup' })
      await call(to, 'POST', '/private/import-project', { data: exported })
      const accounts = (await call(to, 'GET', '/accounts')).body.data
      const status = Object.fromEntries(
        accounts.map((a: { account_name: string; status: string }) => [a.account_name, a.status]),
      )
      expect(status).toEqual({ 'ayu@work': 'blocked', backup: 'active', third: 'blocked' })
    })

    test('an import of a broken export changes nothing', async () => {
      const w = await open()
      const exported = await exportOf(w, await furnish(w))
      const count = async () => (await call(w, 'GET', '/projects')).body.data.length
      const before = await count()
      const dangling = { ...exported, snapshots: [{ ...exported.snapshots[0], session_id: 999 }] }
      expect((await call(w, 'POST', '/private/import-project', { data: dangling })).body.code).toBe('export-broken')
      const twice = { ...exported, sessions: [exported.sessions[0], exported.sessions[0]] }
      expect((await call(w, 'POST', '/private/import-project', { data: twice })).body.code).toBe('export-broken')
      const sameFile = { ...exported, files: [exported.files[0], exported.files[0]] }
      expect((await call(w, 'POST', '/private/import-project', { data: sameFile })).body.code).toBe('export-broken')
      for (const detail of ['{"files":5}', '[]', '{"kind":"shout"}', 'no JSON']) {
        const odd = { ...exported, conversation: [{ ...exported.conversation[0], detail }] }
        expect((await call(w, 'POST', '/private/import-project', { data: odd })).body.code).toBe('invalid-input')
      }
      const future = { ...exported, format_version: 99 }
      expect((await call(w, 'POST', '/private/import-project', { data: future })).body.error).toContain(
        'format_version',
      )
      expect(await count()).toBe(before)
    })

    test('the same project twice in one workspace are two projects', async () => {
      const w = await open()
      const id = await furnish(w)
      const copy = (await call(w, 'POST', '/private/import-project', { data: await exportOf(w, id) })).body.id
      expect(copy).not.toBe(id)
      expect((await exportOf(w, copy)).conversation).toHaveLength((await exportOf(w, id)).conversation.length)
    })
  })
}
