import { describe, expect, test } from 'vitest'
import { isAtLeast, needsOf } from '../../src/http/access.ts'
import type { Route } from '../../src/http/route.ts'
import { LOCAL_OWNER, type Principal } from '../../src/platform/call.ts'
import { routes } from '../../src/workspace/rooms.ts'
import { call, type OpenWorkspaceUnderTest, type WorkspaceUnderTest } from '../support/workspace-under-test.ts'
import {
  ANA,
  ANAS,
  asPerson,
  BEA,
  CEM,
  DUA,
  EVI,
  openPersonalWorld,
  openTeam,
  SECRET_WORDS,
  TWIN,
} from './personal-world.ts'

// biome-ignore lint/suspicious/noExplicitAny: answers are looked into field by field
type Json = any

const post = async (w: WorkspaceUnderTest, path: string, body: object) => (await call(w, 'POST', path, body)).body
const add = (w: WorkspaceUnderTest, account_name: string, more: object = {}): Promise<Json> =>
  post(w, '/accounts', { account_name, ...more })
const chosen = async (w: WorkspaceUnderTest, wish: object = {}) =>
  (await post(w, '/private/select-best-account', wish)).data?.account_name
const newProject = async (w: WorkspaceUnderTest) => (await post(w, '/projects', { name: 'P' })).id as number
/** A session in progress. */
const work = async (w: WorkspaceUnderTest, account_id: number, project_id?: number) => {
  const project = project_id ?? (await newProject(w))
  const { id } = await post(w, '/sessions', { project_id: project, account_id })
  return { session_id: id as number, project_id: project, current_account_id: account_id }
}
const session = async (w: WorkspaceUnderTest, id: number): Promise<Json> =>
  (await call(w, 'GET', `/sessions/${id}`)).body.data

/** Queries that a route needs, or that show more of it. */
const QUERIES: Record<string, readonly string[]> = {
  '/api/accounts': ['', '?archived=true', '?status=active'],
  '/api/sessions': ['', '?person=ana', '?account_id=3'],
  '/api/alerts': ['?show=all', '?show=all&account_id=3'],
  '/api/activity': ['?limit=1000'],
  '/api/forecast': ['?hours=720'],
  '/api/search': ['?q=cart', '?q=zephyr', '?q=quasar'],
  '/api/usage': ['day', 'week', 'month', 'project', 'account', 'model', 'tool', 'session'].flatMap(by => [
    `?by=${by}`,
    `?by=${by}&account_id=3`,
  ]),
  '/api/conversation': ['', '?session_id=1'],
}

/** What a POST that only reads is asked. */
const ASKED = (project_id: number): Record<string, readonly object[]> => ({
  '/api/private/select-best-account': [
    { min_credits: 10, runners_up: 10, what_if: true, session_type: 'bugfix', project_id },
    { min_credits: 10, strategy: 'balanced', specialization: 'Frontend', session_type: 'bugfix' },
    { min_credits: 5000 },
  ],
  '/api/private/plan': [
    { credits: 5000, by: '2037-12-20T00:00:00Z' },
    { credits: 50, by: '2037-11-24T00:00:00Z', project_id },
  ],
  '/api/private/analyze-credits': [{ project_id }],
  '/api/private/export-project': [{ project_id }, { project_id, exact: true }],
  '/api/handoff/compress': [{ project_id, context: 'Make the cart', from_account_id: 3 }],
  '/api/private/smart-compress': [{ project_id, context: 'Make the cart', compress_level: 'low' }],
})

const IDS = 10
const reads = ({ method, onlyReads }: Route) => method === 'GET' || onlyReads !== undefined

interface Asked {
  readonly path: string
  readonly body?: object
}

/** Every way in which a route is asked: with each id, each query. */
function waysOf(route: Route, project: number): Asked[] {
  const names = ['quasar', 'main', 'weekly', 'claude', 'ana']
  const fill = (path: string): string[] => {
    const part = /\{(\w+)\}/.exec(path)
    if (!part) return [path]
    const values = part[1] === 'id' ? Array.from({ length: IDS }, (_, i) => String(i + 1)) : names
    return values.flatMap(value => fill(path.replace(part[0], value)))
  }
  const paths = fill(route.path.replace('/api', ''))
  if (route.method !== 'GET')
    return paths.flatMap(path => (ASKED(project)[route.path] ?? []).map(body => ({ path, body })))
  return paths.flatMap(path => (QUERIES[route.path] ?? ['']).map(query => ({ path: `${path}${query}` })))
}

/** All that somebody is told, by what was asked. */
async function walk(w: WorkspaceUnderTest, principal: Principal, project: number) {
  const told: { readonly asked: string; readonly route: Route; readonly status: number; readonly body: Json }[] = []
  for (const route of routes.filter(reads)) {
    const needs = needsOf(route)
    if (needs !== 'public' && needs !== 'signed-in' && !isAtLeast(principal.role, needs)) continue
    for (const { path, body } of waysOf(route, project)) {
      const answer = await call(w.as(principal), route.method, path, body)
      const asked = `${route.method} ${path} ${JSON.stringify(body ?? '')}`
      told.push({ asked, route, status: answer.status, body: withoutChance(answer.body) })
    }
  }
  const facts = await w.factsFor(principal)
  told.push({ asked: 'the live feed', route: routes[0] as Route, status: 200, body: facts })
  return told
}

function* leaves(value: Json): Generator<string | number> {
  if (typeof value === 'string' || typeof value === 'number') yield value
  else if (value && typeof value === 'object') for (const each of Object.values(value)) yield* leaves(each)
}

/** The unusual figures in what Ana alone is told of her account; ids, shares of ten and years are usual. */
function figuresOf(told: Awaited<ReturnType<typeof walk>>, account: number): Set<number> {
  const own = told.filter(
    ({ asked }) => asked.startsWith(`GET /accounts/${account}`) || asked.startsWith('GET /alerts'),
  )
  const found = own.flatMap(({ body }) => [...leaves(body)].filter(leaf => typeof leaf === 'number'))
  return new Set(found.map(Math.abs).filter(n => n > 1000 || String(n).length > 6))
}

const CHANCE = new Set(['request_id', 'message_id', 'hash', 'head'])
/** What came with the workspace is dated by SQLite, which knows no other time than today. */
const isToday = (value: unknown) => typeof value === 'string' && /^20(?!37)\d\d-\d\d-\d\dT/.test(value)

/** Without what is drawn by lot, hashes, in which any figure may stand, and the day of the test. */
const withoutChance = (body: Json): Json =>
  JSON.parse(JSON.stringify(body, (key, value) => (CHANCE.has(key) || isToday(value) ? undefined : value)))

const inWords = (n: number) => String(n).replace(/\B(?=(\d{3})+$)/g, ',?')

export function peopleSuite(open: OpenWorkspaceUnderTest): void {
  describe('what a personal account says to others', () => {
    test('nothing of what is left on it is in any answer to anybody but its owner', async () => {
      const { w, account, project } = await openPersonalWorld(open)
      const own = await walk(w, ANA, project)
      const unanswered = routes
        .filter(reads)
        .filter(route => !own.some(each => each.route === route && each.status === 200))
      expect(unanswered.map(({ path }) => path)).toEqual([])
      const figures = figuresOf(own, account)
      const { capacity, reserve, told, window, limit, first } = ANAS
      for (const figure of [capacity, reserve, told, window, limit, first]) expect(figures).toContain(figure)
      const text = JSON.stringify(own.map(({ body }) => body))
      expect(SECRET_WORDS.filter(words => !text.includes(words))).toEqual([])
      const kinds = own.find(({ asked }) => asked === 'the live feed')?.body.map(({ kind }: Json) => kind)
      expect(kinds).toEqual(expect.arrayContaining(['alert.raised', 'session.nears_limit']))
      const digits = new RegExp(
        `(?<![\\d.,])(?:${[...figures, ANAS.costUsd, ANAS.input, ANAS.output].map(inWords).join('|')})(?![\\d,]*\\d)`,
      )
      const secret = (leaf: string | number) =>
        typeof leaf === 'number'
          ? figures.has(Math.abs(leaf)) || digits.test(String(leaf))
          : digits.test(leaf) || SECRET_WORDS.some(words => leaf.includes(words))
      for (const other of [BEA, CEM, DUA, LOCAL_OWNER]) {
        const answers = await walk(w, other, project)
        const leaks = answers.flatMap(({ asked, body }) =>
          [...leaves(body)].filter(secret).map(leaf => `${asked}: ${leaf}`),
        )
        expect(leaks).toEqual([])
      }
    })

    test('nor does anything in it depend on that: sums, reasons, plans', async () => {
      const [one, twin] = [await openPersonalWorld(open), await openPersonalWorld(open, TWIN)]
      for (const other of [BEA, DUA]) {
        const told = await walk(one.w, other, one.project)
        const ofTwin = await walk(twin.w, other, twin.project)
        expect(told.map(withoutChance)).toEqual(ofTwin.map(withoutChance))
      }
    })

    test('it is there, with its name, what it is for, whether it is free and whose it is', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'hers', { personal: true, specialization: 'Backend', notes: 'x' })
      const { data } = (await call(w.as(DUA), 'GET', `/accounts/${id}`)).body
      expect(data).toMatchObject({
        account_name: 'hers',
        specialization: 'Backend',
        status: 'available',
        owner: { id: 'ana', name: 'Ana' },
        credits_available: null,
        capacity: null,
        notes: null,
        resets_at: null,
        last_used_at: null,
      })
      expect((await call(w.as(BEA), 'GET', '/accounts')).body.data).toEqual([data])
      const own = (await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data
      expect(own).toMatchObject({ credits_available: 100, capacity: 100, owner: { id: 'ana' } })
    })

    test('nobody else writes to it, by whichever route', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'hers', { personal: true })
      const bodies: Record<string, object> = {
        '/api/accounts/{id}': { credits_available: 5 },
        '/api/accounts/{id}/ledger': { kind: 'use', amount: 5, key: 'k' },
        '/api/accounts/{id}/windows': { name: 'w', unit: 'tokens', renewal: { kind: 'prepaid' } },
        '/api/accounts/{id}/windows/{name}': { capacity: 5 },
        '/api/accounts/{id}/preset': { preset: 'claude' },
        '/api/accounts/{id}/readings': { window: 'main', used_percent: 50 },
        '/api/accounts/{id}/key': { key: 'sk-another' },
        '/api/accounts/{id}/identities': { kind: 'email', value: 'a@b.example' },
      }
      const before = (await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data
      const writes = routes.filter(({ method, path }) => method !== 'GET' && path.startsWith('/api/accounts/{id}'))
      for (const route of writes) {
        const path = route.path.replace('/api', '').replace('{id}', String(id)).replace('{name}', 'main')
        const body = route.body && bodies[route.path]
        const answer = await call(w.as(DUA), route.method, path, body)
        expect([route.method, path, answer.status, answer.body.code]).toEqual([
          route.method,
          path,
          403,
          'not-your-account',
        ])
      }
      const many = { ids: [id], credits_available: 5 }
      expect((await call(w.as(DUA), 'POST', '/private/batch-update-accounts', many)).body.code).toBe('not-your-account')
      const all = await call(w.as(DUA), 'POST', '/private/batch-update-accounts', { all: true, credits_available: 5 })
      expect(all.body.code).toBe('no-account-matched')
      expect((await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data).toEqual(before)
    })

    test('its owner shares it; what is everybody’s only an admin makes their own', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(BEA), 'hers', { personal: true })
      await call(w.as(BEA), 'PATCH', `/accounts/${id}`, { personal: false })
      expect((await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data).toMatchObject({ owner: null, capacity: 100 })
      const again = await call(w.as(BEA), 'PATCH', `/accounts/${id}`, { personal: true })
      expect([again.status, again.body.code]).toEqual([403, 'account-is-shared'])
      await call(w.as(CEM), 'PATCH', `/accounts/${id}`, { personal: true })
      expect((await call(w.as(BEA), 'GET', `/accounts/${id}`)).body.data).toMatchObject({
        owner: { id: 'cem' },
        capacity: null,
      })
    })

    test('an alert of it is seen by its owner only, and goes to no webhook; of many accounts each sees theirs', async () => {
      const w = await openTeam(open)
      const sent: string[] = []
      await w.answerOutside(async (_url, init) => {
        sent.push(String(init.body))
        return new Response(null, { status: 204 })
      })
      await post(w, '/webhooks', { url: 'https://hooks.example/a' })
      const { id: hers } = await add(w.as(ANA), 'hers', { personal: true })
      const { id: shared } = await add(w, 'shared')
      await call(w.as(ANA), 'PATCH', `/accounts/${hers}`, { credits_available: 3 })
      await call(w, 'PATCH', `/accounts/${shared}`, { credits_available: 4 })
      await w.ring()
      const titles = async (who: Principal) =>
        (await call(w.as(who), 'GET', '/alerts?show=all')).body.data.map(({ title }: Json) => title)
      expect(await titles(BEA)).toEqual(['shared: 4 of 100 credits are left of its quota'])
      expect((await titles(ANA)).toSorted()).toEqual([
        'hers: 3 of 100 credits are left of its quota',
        'shared: 4 of 100 credits are left of its quota',
      ])
      expect((await call(w.as(BEA), 'GET', '/alerts')).body.counts).toEqual({ open: 1, new: 1 })
      const own = (await call(w.as(ANA), 'GET', `/alerts?account_id=${hers}`)).body.data[0].id
      expect((await call(w.as(DUA), 'PATCH', `/alerts/${own}`, { status: 'seen' })).status).toBe(404)
      expect((await call(w.as(BEA), 'POST', '/alerts/seen', {})).body.seen).toBe(1)
      expect((await call(w.as(ANA), 'GET', '/alerts')).body.counts).toMatchObject({ new: 1 })
      expect(sent.join()).toContain('shared: 4')
      expect(sent.join()).not.toContain('hers')
      const named = { name: 'n', condition: { kind: 'threshold', at: 0.5 }, account_id: hers }
      expect((await call(w.as(DUA), 'POST', '/policies', named)).body.code).toBe('not-your-account')
    })

    test('what one person was answered is no answer to another with the same key', async () => {
      const w = await openTeam(open)
      await add(w.as(ANA), 'hers', { personal: true, capacity: 7351 })
      const wish = { min_credits: 1, lease_seconds: 60 }
      const key = { 'idempotency-key': 'same' }
      const own = await call(w.as(ANA), 'POST', '/private/select-best-account', wish, key)
      expect(own.body.data.credits_available).toBe(7351)
      expect((await call(w.as(BEA), 'POST', '/private/select-best-account', wish, key)).body.code).toBe(
        'no-available-accounts',
      )
    })
  })

  describe('work on personal accounts', () => {
    test('a person is given shared accounts and their own, never another’s', async () => {
      const w = await openTeam(open)
      await add(w.as(ANA), 'of ana', { personal: true, capacity: 500 })
      await add(w.as(BEA), 'of bea', { personal: true, capacity: 400 })
      await add(w, 'shared', { capacity: 300 })
      expect(await Promise.all([ANA, BEA, CEM, LOCAL_OWNER].map(who => chosen(w.as(who))))).toEqual([
        'of ana',
        'of bea',
        'shared',
        'shared',
      ])
      const skilled = { specialization: 'Frontend', strategy: 'expiring-first', runners_up: 10 }
      const { data } = await post(w.as(BEA), '/private/select-best-account', skilled)
      expect([data, ...data.runners_up].map(each => each.account_name).toSorted()).toEqual(['of bea', 'shared'])
    })

    test('where only others have something left, none is free, and when theirs returns is not told', async () => {
      const w = await openTeam(open)
      await add(w.as(ANA), 'of ana', { personal: true, credits_available: 0 })
      expect((await post(w.as(BEA), '/private/select-best-account', {})).next_at).toBeNull()
      expect((await post(w.as(ANA), '/private/select-best-account', {})).next_at).toBe('2037-11-24T00:00:00.000Z')
    })

    test('nobody opens a session on another’s account, goes on with one, or books what it used', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'hers', { personal: true })
      const { session_id, project_id } = await work(w.as(ANA), id)
      await call(w.as(ANA), 'PATCH', `/sessions/${session_id}`, { credits_used: 40, status: 'completed' })
      const refused = [
        await call(w.as(BEA), 'POST', '/sessions', { project_id, account_id: id }),
        await call(w.as(BEA), 'PATCH', `/sessions/${session_id}`, { credits_used: 1 }),
        await call(w.as(BEA), 'PATCH', `/sessions/${session_id}`, { status: 'in_progress' }),
        await call(w.as(BEA), 'POST', '/handoffs', { session_id, to_account_id: id, to_person: 'cem' }),
        await call(w.as(BEA), 'POST', '/capture', { tool: 't', session_key: 'k', account: { id } }),
        await call(w.as(BEA), 'POST', '/capture', { tool: 't', session_key: 'k', account: { name: 'hers' } }),
      ]
      expect(refused.map(({ status, body }) => [status, body.code])).toEqual(
        refused.map(() => [403, 'not-your-account']),
      )
      const noted = await call(w.as(BEA), 'PATCH', `/sessions/${session_id}`, { accomplishments: 'It stands' })
      expect(noted.body.data).toMatchObject({ accomplishments: 'It stands', credits_used: null })
      expect(await session(w.as(ANA), session_id)).toMatchObject({ credits_used: 40 })
    })

    test('a log of somebody else never lands on it, though it names the same tool or address', async () => {
      const w = await openTeam(open)
      const email = 'zephyr@nowhere.example'
      const { id } = await add(w.as(ANA), 'Claude Code', { personal: true, account_email: email, platform: 'claude' })
      const log = { tool: 'claude-code', email, turns: [] }
      const own = await post(w.as(ANA), '/capture', { ...log, session_key: 'a' })
      const other = await post(w.as(BEA), '/capture', { ...log, session_key: 'b' })
      expect(own.account_id).toBe(id)
      expect(other.account_id).not.toBe(id)
      const known = await call(w.as(BEA), 'POST', '/capture', { ...log, session_key: 'a' })
      expect(known.body.code).toBe('not-your-account')
    })

    test('a project’s figures count for each person what ran on shared accounts and on their own', async () => {
      const w = await openTeam(open)
      const { id: hers } = await add(w.as(ANA), 'hers', { personal: true })
      const { id: shared } = await add(w, 'shared')
      const { session_id, project_id } = await work(w.as(ANA), hers)
      const other = await work(w.as(BEA), shared, project_id)
      await call(w.as(ANA), 'PATCH', `/sessions/${session_id}`, { credits_used: 30 })
      await call(w.as(BEA), 'PATCH', `/sessions/${other.session_id}`, { credits_used: 5 })
      const total = async (who: Principal) => [
        (await call(w.as(who), 'GET', `/projects/${project_id}`)).body.data.total_credits_used,
        (await call(w.as(who), 'GET', '/stats')).body.data.total_credits,
        (await post(w.as(who), '/private/analyze-credits', { project_id })).total_credits ??
          (await post(w.as(who), '/private/analyze-credits', { project_id })).data.total_credits,
      ]
      expect(await total(ANA)).toEqual([35, 35, 35])
      expect(await total(BEA)).toEqual([5, 5, 5])
    })

    test('accounts that name one pool of quota share it with those of the same owner only', async () => {
      const w = await openTeam(open)
      const window = {
        name: 'pooled',
        unit: 'credits',
        capacity: 200,
        shared_pool: 'team',
        renewal: { kind: 'prepaid' },
      }
      const { id: hers } = await add(w.as(ANA), 'hers', { personal: true })
      const { id: shared } = await add(w, 'shared')
      await call(w.as(ANA), 'POST', `/accounts/${hers}/windows`, window)
      await call(w, 'POST', `/accounts/${shared}/windows`, window)
      await post(w.as(ANA), `/accounts/${hers}/ledger`, { kind: 'use', amount: 60, key: 'k' })
      const used = async (who: Principal, id: number) =>
        (await call(w.as(who), 'GET', `/accounts/${id}/windows`)).body.data.find(({ name }: Json) => name === 'pooled')
          .used
      expect([await used(BEA, shared), await used(ANA, hers)]).toEqual([0, 60])
    })
  })

  describe('handing a session to a colleague', () => {
    test('it goes on with them, on an account that they may use, and says who handed it', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true })
      await add(w.as(BEA), 'of bea', { personal: true, capacity: 900 })
      await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      const done = await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person: 'bea' })
      expect(done).toMatchObject({
        next_account: { account_name: 'of bea', credits_available: null },
        next_person: { id: 'bea', name: 'Bea' },
        because: [],
      })
      expect(done.briefing).toContain('**New account**: of bea')
      expect(await session(w.as(BEA), done.session_id)).toMatchObject({
        person: { id: 'bea' },
        handed_by: 'Ana',
        status: 'in_progress',
      })
      expect(await session(w.as(BEA), from.session_id)).toMatchObject({ person: { id: 'ana' }, status: 'handed_off' })
      const held = (await call(w.as(BEA), 'GET', '/sessions?person=me')).body.data
      expect(held.map((each: Json) => each.id)).toEqual([done.session_id])
      const facts = await w.factsFor(BEA)
      expect(facts.filter(({ kind }) => kind === 'session.handed_to')).toMatchObject([
        { subject_id: done.session_id, data: { person_id: 'bea', by: 'Ana' } },
      ])
      expect((await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data.status).toBe('available')
      expect((await call(w.as(CEM), 'GET', `/snapshots?session_id=${from.session_id}`)).body.data).toHaveLength(1)
    })

    test('it can be taken back', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true })
      await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      const { handoff_id, session_id } = await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person: 'bea' })
      expect((await call(w.as(ANA), 'POST', `/handoffs/${handoff_id}/undo`, {})).status).toBe(200)
      expect(await session(w, from.session_id)).toMatchObject({ person: { id: 'ana' }, status: 'in_progress' })
      expect((await call(w, 'GET', `/sessions/${session_id}`)).status).toBe(404)
    })

    test('only to somebody who belongs to the workspace and does more than look on', async () => {
      const w = await openTeam(open)
      const { id } = await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      const to = async (to_person: string) =>
        (await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person })).code
      expect([await to('nobody'), await to(EVI.id)]).toEqual(['person-not-found', 'person-only-views'])
      const queued = await post(w.as(ANA), '/handoffs', { session_id: from.session_id, to_person: 'nobody' })
      expect(queued.code).toBe('person-not-found')
    })

    test('the only shared account goes along', async () => {
      const w = await openTeam(open)
      const { id } = await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      const done = await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person: 'bea' })
      expect(done).toMatchObject({ next_account: { id }, next_person: { id: 'bea' } })
    })

    test('where none is free for them it waits, and goes to them when one is', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true })
      const { id: blocked } = await add(w.as(BEA), 'of bea', { personal: true, credits_available: 0 })
      const from = await work(w.as(ANA), id)
      const waits = await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person: 'bea' })
      expect(waits).toMatchObject({ code: 'no-accounts-for-rotation', next_at: null })
      expect((await call(w, 'GET', `/handoffs/${waits.handoff_id}`)).body.data).toMatchObject({
        to_person: { id: 'bea' },
        not_before: null,
      })
      await call(w.as(BEA), 'PATCH', `/accounts/${blocked}`, { credits_available: 90 })
      const { status, next_session_id } = (await call(w, 'GET', `/handoffs/${waits.handoff_id}`)).body.data
      expect(status).toBe('completed')
      expect(await session(w, next_session_id)).toMatchObject({
        person: { id: 'bea' },
        handed_by: 'Ana',
        account_name: 'of bea',
      })
    })

    test('a rotation by itself stays with who holds the session', async () => {
      const w = await openTeam(open)
      const { id } = await add(w, 'shared', { refresh: 'never' })
      await add(w.as(BEA), 'of bea', { personal: true, capacity: 900 })
      await add(w.as(ANA), 'of ana', { personal: true, capacity: 200 })
      const project_id = await newProject(w)
      const { session_id } = await work(w.as(ANA), id, project_id)
      await call(w, 'PATCH', `/projects/${project_id}`, { rotate_at: 50 })
      await call(w.as(ANA), 'PATCH', `/sessions/${session_id}`, { credits_used: 60 })
      const [next] = (await call(w, 'GET', '/sessions?status=in_progress')).body.data
      expect(next).toMatchObject({ person: { id: 'ana' }, account_name: 'of ana', handed_by: null })
    })

    test('nobody marks another’s account as used up by handing its session over', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true })
      await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      expect((await post(w.as(BEA), '/private/auto-rotate', from)).next_person).toMatchObject({ id: 'ana' })
      expect((await call(w.as(ANA), 'GET', `/accounts/${id}`)).body.data.status).toBe('available')
    })
  })

  describe('who belongs to the workspace', () => {
    test('everybody sees who, admins their addresses; the person at the machine is always there', async () => {
      const w = await openTeam(open)
      const seen = (await call(w.as(EVI), 'GET', '/people')).body
      expect(seen.me).toBe('evi')
      expect(seen.data).toContainEqual({ id: 'bea', name: 'Bea', role: 'member' })
      expect(seen.data.map(({ id }: Json) => id)).toContain('local')
      expect((await call(w.as(CEM), 'GET', '/people')).body.data).toContainEqual(asPerson(BEA))
      await w.keepPeople([])
      expect((await call(w, 'GET', '/people')).body.data).toMatchObject([{ id: 'local' }])
    })

    test('of one who leaves, the accounts are nobody else’s to use, the work anybody’s to take over', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true, capacity: 7351 })
      await add(w, 'shared')
      const from = await work(w.as(ANA), id)
      await w.keepPeople([BEA, CEM, DUA].map(asPerson))
      const [gone] = (await call(w.as(DUA), 'GET', '/accounts?archived=true')).body.data
      expect(gone).toMatchObject({ id, status: 'blocked', capacity: null, owner: { name: 'Ana' } })
      expect(await session(w.as(BEA), from.session_id)).toMatchObject({ person: null, status: 'in_progress' })
      expect((await call(w.as(DUA), 'PATCH', `/accounts/${id}`, { personal: false })).status).toBe(403)
      const taken = await post(w.as(BEA), '/private/auto-rotate', from)
      expect(taken).toMatchObject({ next_account: { account_name: 'shared' }, next_person: { id: 'bea' } })
    })

    test('what waits for one who leaves goes on with who holds it', async () => {
      const w = await openTeam(open)
      const { id } = await add(w.as(ANA), 'of ana', { personal: true })
      const from = await work(w.as(ANA), id)
      const { handoff_id } = await post(w.as(ANA), '/private/auto-rotate', { ...from, to_person: 'bea' })
      await w.keepPeople([ANA, CEM].map(asPerson))
      expect((await call(w, 'GET', `/handoffs/${handoff_id}`)).body.data.to_person).toBeNull()
    })
  })
}
