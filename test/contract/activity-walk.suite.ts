/** Every route that writes leaves one entry in the activity log that says what was done to which thing. */
import { describe, expect, test } from 'vitest'
import type { Route } from '../../src/http/route.ts'
import { routes } from '../../src/workspace/rooms.ts'
import { call, type OpenWorkspaceUnderTest, START, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'

interface Step {
  readonly route: string
  /** What it is asked at, where its path holds an id; `{made}` is what was made last. */
  readonly path?: string
  readonly body?: object
  /** What the log must name. */
  readonly subject: string
  /** After messages that wait were tried: nobody answers. */
  readonly isTried?: true
}

/** They leave nothing, each for its reason. */
const SILENT: Readonly<Record<string, string>> = {
  'POST /api/capture': 'a machine records by itself: what it recorded stands in the session',
  'POST /api/capture/readings': 'a machine tells by itself: what it told stands in the readings',
  'POST /api/private/analyze-credits': 'reads only',
  'POST /api/private/plan': 'reads only',
  'POST /api/private/export-project': 'reads only',
  'POST /api/private/smart-compress': 'reads only',
  'POST /api/handoff/compress': 'reads only',
}

const said = (text: string, more: object = {}) => ({ description: text, title: text, category: 'tip', ...more })

/** In an order in which each finds what it needs; what stands in a body must not come back in the log. */
const STEPS: readonly Step[] = [
  { route: 'PATCH /api/settings', body: { selection_strategy: 'balanced' }, subject: 'settings' },
  { route: 'POST /api/projects', body: { name: 'sesame', rotate_at: null }, subject: 'projects/1' },
  { route: 'PATCH /api/projects/{id}', path: '/projects/1', body: { description: 'sesame' }, subject: 'projects/1' },
  {
    route: 'POST /api/accounts',
    body: { account_name: 'a', account_email: 'sesame@example.org' },
    subject: 'accounts/1',
  },
  { route: 'PATCH /api/accounts/{id}', path: '/accounts/1', body: { notes: 'sesame' }, subject: 'accounts/1' },
  {
    route: 'POST /api/private/batch-create-accounts',
    body: { accounts: [{ account_name: 'b' }, { account_name: 'c' }] },
    subject: 'accounts',
  },
  { route: 'POST /api/private/batch-update-accounts', body: { ids: [2, 3], notes: 'sesame' }, subject: 'accounts' },
  {
    route: 'POST /api/accounts/{id}/ledger',
    path: '/accounts/1/ledger',
    body: { kind: 'use', amount: 1, key: 'sesame' },
    subject: 'accounts/1',
  },
  {
    route: 'POST /api/accounts/{id}/windows',
    path: '/accounts/1/windows',
    body: { name: 'monthly', unit: 'percent', renewal: { kind: 'announced' } },
    subject: 'accounts/1',
  },
  {
    route: 'PATCH /api/accounts/{id}/windows/{name}',
    path: '/accounts/1/windows/monthly',
    body: { reserve: 5 },
    subject: 'accounts/1',
  },
  {
    route: 'POST /api/accounts/{id}/readings',
    path: '/accounts/1/readings',
    body: { window: 'monthly', used_percent: 10 },
    subject: 'accounts/1',
  },
  {
    route: 'DELETE /api/accounts/{id}/windows/{name}',
    path: '/accounts/1/windows/monthly',
    subject: 'accounts/1',
  },
  { route: 'PATCH /api/presets/{preset}', path: '/presets/claude', body: { title: 'mine' }, subject: 'presets/claude' },
  { route: 'DELETE /api/presets/{preset}', path: '/presets/claude', subject: 'presets/claude' },
  {
    route: 'POST /api/accounts/{id}/preset',
    path: '/accounts/3/preset',
    body: { preset: 'claude' },
    subject: 'accounts/3',
  },
  {
    route: 'POST /api/accounts/{id}/identities',
    path: '/accounts/1/identities',
    body: { kind: 'email', value: 'sesame@example.org' },
    subject: 'accounts/1',
  },
  { route: 'DELETE /api/identities/{id}', path: '/identities/1', subject: 'identities/1' },
  {
    route: 'POST /api/accounts/{id}/key',
    path: '/accounts/1/key',
    body: { key: 'sk-sesame-01234567' },
    subject: 'accounts/1',
  },
  { route: 'POST /api/accounts/{id}/key/reveal', path: '/accounts/1/key/reveal', body: {}, subject: 'accounts/1' },
  { route: 'DELETE /api/accounts/{id}/key', path: '/accounts/1/key', subject: 'accounts/1' },
  { route: 'POST /api/private/select-best-account', body: { lease_seconds: 60 }, subject: 'accounts' },
  { route: 'DELETE /api/private/leases/{id}', path: '/private/leases/1', subject: 'leases/1' },
  { route: 'POST /api/sessions', body: { project_id: 1, account_id: 1, objectives: 'sesame' }, subject: 'sessions/1' },
  { route: 'PATCH /api/sessions/{id}', path: '/sessions/1', body: { blockers: 'sesame' }, subject: 'sessions/1' },
  {
    route: 'POST /api/conversation',
    body: { session_id: 1, role: 'user', content: 'sesame' },
    subject: 'conversation/1',
  },
  {
    route: 'PATCH /api/conversation/{id}',
    path: '/conversation/1',
    body: { content: 'sesame 2' },
    subject: 'conversation/1',
  },
  { route: 'DELETE /api/conversation/{id}', path: '/conversation/1', subject: 'conversation/1' },
  { route: 'POST /api/files', body: { project_id: 1, file_path: 'src/sesame.ts' }, subject: 'files/1' },
  { route: 'PATCH /api/files/{id}', path: '/files/1', body: { notes: 'sesame' }, subject: 'files/1' },
  { route: 'DELETE /api/files/{id}', path: '/files/1', subject: 'files/1' },
  { route: 'POST /api/knowledge', body: said('sesame', { source_session_id: 1 }), subject: 'knowledge/1' },
  { route: 'PATCH /api/knowledge/{id}', path: '/knowledge/1', body: { title: 'sesame' }, subject: 'knowledge/1' },
  { route: 'DELETE /api/knowledge/{id}', path: '/knowledge/1', subject: 'knowledge/1' },
  { route: 'POST /api/snapshots', body: { session_id: 1, compressed_context: 'sesame' }, subject: 'snapshots/1' },
  {
    route: 'PATCH /api/snapshots/{id}',
    path: '/snapshots/1',
    body: { context_summary: 'sesame' },
    subject: 'snapshots/1',
  },
  { route: 'DELETE /api/snapshots/{id}', path: '/snapshots/1', subject: 'snapshots/1' },
  {
    route: 'POST /api/private/auto-rotate',
    body: { current_account_id: 1, project_id: 1 },
    subject: 'handoffs/1',
  },
  { route: 'POST /api/handoffs/{id}/undo', path: '/handoffs/1/undo', body: {}, subject: 'handoffs/1' },
  {
    route: 'POST /api/private/auto-rotate',
    body: { current_account_id: 1, project_id: 1, session_id: 1 },
    subject: 'sessions/1',
  },
  { route: 'POST /api/private/batch-update-accounts', body: { all: true, status: 'blocked' }, subject: 'accounts' },
  { route: 'POST /api/handoffs', body: { session_id: 3, handoff_context: 'sesame' }, subject: 'handoffs/{made}' },
  {
    route: 'PATCH /api/handoffs/{id}',
    path: '/handoffs/{made}',
    body: { status: 'failed' },
    subject: 'handoffs/{made}',
  },
  { route: 'POST /api/handoffs/{id}/retry', path: '/handoffs/{made}/retry', body: {}, subject: 'handoffs/{made}' },
  { route: 'DELETE /api/handoffs/{id}', path: '/handoffs/{made}', subject: 'handoffs/{made}' },
  { route: 'DELETE /api/sessions/{id}', path: '/sessions/1', subject: 'sessions/1' },
  {
    route: 'POST /api/prices',
    body: { dated: '2099-01-01', source: 'sesame', models: { m: { input: 1, output: 1 } } },
    subject: 'prices',
  },
  {
    route: 'POST /api/policies',
    body: { name: 'sesame', condition: { kind: 'no_activity', after: { minutes: 5 } } },
    subject: 'policies/{made}',
  },
  { route: 'PATCH /api/policies/{id}', path: '/policies/{made}', body: { enabled: false }, subject: 'policies/{made}' },
  { route: 'DELETE /api/policies/{id}', path: '/policies/{made}', subject: 'policies/{made}' },
  { route: 'PATCH /api/alerts/{id}', path: '/alerts/1', body: { status: 'seen' }, subject: 'alerts/1' },
  { route: 'POST /api/alerts/seen', body: {}, subject: 'alerts' },
  { route: 'POST /api/webhooks', body: { url: 'https://hooks.example.com/sesame' }, subject: 'webhooks/1' },
  { route: 'PATCH /api/webhooks/{id}', path: '/webhooks/1', body: { enabled: true }, subject: 'webhooks/1' },
  {
    route: 'POST /api/webhooks/{id}/rotate-secret',
    path: '/webhooks/1/rotate-secret',
    body: {},
    subject: 'webhooks/1',
  },
  { route: 'POST /api/webhooks/{id}/test', path: '/webhooks/1/test', body: {}, subject: 'webhooks/1' },
  { route: 'POST /api/outbox/{id}/retry', path: '/outbox/1/retry', body: {}, isTried: true, subject: 'outbox/1' },
  { route: 'DELETE /api/webhooks/{id}', path: '/webhooks/1', subject: 'webhooks/1' },
  { route: 'POST /api/accounts', body: { account_name: 'd' }, subject: 'accounts/{made}' },
  { route: 'DELETE /api/accounts/{id}', path: '/accounts/{made}', subject: 'accounts/{made}' },
  { route: 'DELETE /api/projects/{id}', path: '/projects/1', subject: 'projects/1' },
]

/** What takes a workspace, or a runtime, of its own. */
const APART = [
  'POST /api/private/import-project',
  'POST /api/demo',
  'POST /api/secrets/rotate',
  'POST /api/private/archive/read/secrets',
  'POST /api/private/archive/read/end',
  'POST /api/private/archive/write/end',
  'POST /api/private/archive/give-up',
]
/** While a workspace is copied or written, its log stands still; the end is told. Set back, it has the log of then. */
const UNDER_WAY = [
  'POST /api/private/archive/read/begin',
  'POST /api/private/archive/read',
  'POST /api/private/archive/write/begin',
  'POST /api/private/archive/write',
  'POST /api/private/archive/write/secret',
  'POST /api/private/rewind',
]

const nameOf = ({ method, path }: Route) => `${method} ${path}`
const methodOf = ({ route }: Step) => route.slice(0, route.indexOf(' '))
const pathOf = ({ route, path }: Step) => path ?? route.slice(route.indexOf('/api') + '/api'.length)

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
const entries = async (w: WorkspaceUnderTest): Promise<any[]> =>
  (await call(w, 'GET', '/activity-log?person=local&limit=1000')).body.data

export function activityWalkSuite(open: OpenWorkspaceUnderTest): void {
  describe('the activity log, route by route', () => {
    test('every route that writes is walked, or says why it leaves nothing', () => {
      const known = new Set([...STEPS.map(({ route }) => route), ...APART, ...UNDER_WAY, ...Object.keys(SILENT)])
      const writing = routes.filter(({ method }) => method !== 'GET').map(nameOf)
      expect([...known].sort()).toEqual([...writing].sort())
    })

    test('every one leaves one entry: what was done, to which thing, by whom; nothing of what was written', async () => {
      const w = await open()
      let made = 0
      for (const [index, step] of STEPS.entries()) {
        const at = (text: string) => text.replace('{made}', String(made))
        if (step.isTried) await w.ring()
        const { body } = await call(w, methodOf(step), at(pathOf(step)), step.body)
        expect({ route: step.route, error: body.error }).toEqual({ route: step.route, error: undefined })
        made = body.id ?? made
        const log = await entries(w)
        expect(log[0], step.route).toMatchObject({ actor: 'You', action: step.route, subject: at(step.subject) })
        expect(log, step.route).toHaveLength(index + 1)
      }
      expect(JSON.stringify(await entries(w))).not.toContain('sesame')
    })

    test('what takes a workspace of its own leaves one entry too', async () => {
      const from = await open()
      expect((await call(from, 'POST', '/demo', {})).status).toBe(201)
      expect(await entries(from)).toMatchObject([{ actor: 'You', action: 'POST /api/demo', subject: 'demo' }])
      const to = await open()
      const { data } = (await call(from, 'POST', '/private/export-project', { project_id: 1 })).body
      const { body } = await call(to, 'POST', '/private/import-project', { data })
      expect(await entries(to)).toMatchObject([
        { action: 'POST /api/private/import-project', subject: `projects/${body.project_id ?? body.id}` },
      ])
    })

    test('the key of the secrets is turned with an entry; where it cannot be, without', async () => {
      const w = await open()
      const { status } = await call(w, 'POST', '/secrets/rotate', {})
      const turned = { actor: 'You', action: 'POST /api/secrets/rotate', subject: 'secrets' }
      expect(await entries(w)).toMatchObject(status === 200 ? [turned] : [])
    })

    test('a copy of the whole leaves an entry when it begins and when it ends, and at once where secrets are read', async () => {
      const w = await open()
      const ask = (path: string, body: object = {}) => call(w, 'POST', `/private/archive/${path}`, body)
      const { token, head } = (await ask('read/begin')).body.data
      expect(await entries(w)).toMatchObject([{ action: 'POST /api/private/archive/read/begin', subject: 'workspace' }])
      await ask('read', { token, table: 'projects', after: null })
      await ask('read/secrets', { token })
      await ask('read/end', { token })
      const begun = (await ask('write/begin', { head: { ...head, tables: [] }, digest: 'd' })).body.data
      await ask('write/end', { token: begun.token, head: { ...head, tables: [] } })
      expect(await entries(w)).toMatchObject([{ action: 'POST /api/private/archive/write/end', subject: 'workspace' }])
      await ask('read/begin')
      await ask('give-up')
      const [newest] = await entries(w)
      expect(newest).toMatchObject({ action: 'POST /api/private/archive/give-up', subject: 'workspace' })
    })

    test('those that only read, and machines that record, leave none', async () => {
      const w = await open()
      await call(w, 'POST', '/projects', { name: 'p' })
      const [before] = await entries(w)
      const shown = {
        type: 'reading',
        line: 1,
        window: '5h',
        usedPercent: 10,
        source: 'statusline',
        at: START,
      }
      const readings = { tool: 'codex', session_key: 's', readings: [shown] }
      const bodies: Record<string, object> = {
        'POST /api/capture': { ...readings, project: { name: 'p' } },
        'POST /api/capture/readings': readings,
        'POST /api/private/analyze-credits': { project_id: 1 },
        'POST /api/private/plan': { credits: 1, by: new Date(START + 3_600_000).toISOString() },
        'POST /api/private/export-project': { project_id: 1 },
        'POST /api/private/smart-compress': { project_id: 1, compress_level: 'low', context: 'sesame' },
        'POST /api/handoff/compress': { project_id: 1, context: 'sesame' },
      }
      for (const name of Object.keys(SILENT)) {
        const { body } = await call(w, 'POST', name.slice('POST /api'.length), bodies[name] ?? {})
        expect({ name, error: body.error }).toEqual({ name, error: undefined })
      }
      expect(await entries(w)).toEqual([before])
    })
  })
}
