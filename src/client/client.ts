/** Typed calls to the API over any fetch: a server's, or the same app in this process. */
import type { z } from 'zod'
import type { ReadingEvent, TurnEvent, UsageEvent } from '../core/transcript/event.ts'
import type * as people from '../directory/schema.ts'
import type { ShownAccount as Account, NewAccount } from '../workspace/accounts/schema.ts'
import type { LogEntry, LogQuery } from '../workspace/activity/schema.ts'
import type { brief } from '../workspace/briefs/schema.ts'
import type {
  captured,
  Identity,
  NewIdentity,
  receipt,
  shownReadings,
  shownReceipt,
} from '../workspace/capture/schema.ts'
import type { PlanWish, WirePlan, WirePoolForecast, WireWindowForecast } from '../workspace/forecasts/schema.ts'
import type { Handoff, Rotation, rotated } from '../workspace/handoffs/schema.ts'
import type { stats } from '../workspace/overview/schema.ts'
import type { ListedPerson } from '../workspace/people/schema.ts'
import type { Project } from '../workspace/projects/schema.ts'
import type { Reading } from '../workspace/readings/schema.ts'
import type { Found, Hit, SearchWish } from '../workspace/search/schema.ts'
import type { AccountKey, keysRotated, revealedKey } from '../workspace/secrets/schema.ts'
import type { Selection, selected } from '../workspace/selection/schema.ts'
import type { ShownSession as Session, SessionChange } from '../workspace/sessions/schema.ts'
import type { Moved } from '../workspace/transfer/schema.ts'
import type { NewPrices, pricesKept } from '../workspace/usage/schema.ts'
import type { WireWindow } from '../workspace/windows/schema.ts'
import { ApiError } from './api-error.ts'
import { archiveCalls } from './archive-calls.ts'

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: Sent) => Response | Promise<Response>

export interface Sent {
  readonly method: string
  readonly headers: Record<string, string>
  readonly body?: string
}

/** What an importer read, as `POST /api/capture` takes it. */
export interface Batch extends Omit<z.input<typeof captured>, 'turns' | 'usage' | 'readings'> {
  readonly turns: readonly TurnEvent[]
  readonly usage: readonly UsageEvent[]
  readonly readings?: readonly ReadingEvent[]
}
export type Receipt = z.output<typeof receipt>
export type Stats = z.output<typeof stats>
export type Brief = z.output<typeof brief>
export type Selected = z.output<typeof selected>
export type KeysRotated = z.output<typeof keysRotated>
export type Rotated = z.output<typeof rotated>
export type Member = z.output<typeof people.member>
export type Invitation = z.output<typeof people.invitation>
export type Token = z.output<typeof people.token>
export type {
  Account,
  Found,
  Handoff,
  Hit,
  ListedPerson,
  LogEntry,
  Moved,
  Project,
  Reading,
  Session,
  WirePlan as Plan,
  WirePoolForecast as PoolForecast,
  WireWindowForecast as WindowForecast,
}

type Query = Readonly<Record<string, string | number | boolean | undefined>>
type Wish<T> = { readonly [K in keyof T]?: T[K] | undefined }
type Rows<T> = { readonly data: T[]; readonly next_cursor?: string }
type One<T> = { readonly data: T }

export interface ClientParts {
  readonly fetch: Fetch
  /** `http://127.0.0.1:3000` */
  readonly origin: string
}

export type Client = ReturnType<typeof createClient>

export function createClient({ fetch, origin }: ClientParts) {
  /** @throws ApiError with what the server said. */
  async function call<T>(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<T> {
    const sent =
      body === undefined
        ? { method, headers }
        : { method, headers: { ...headers, 'content-type': 'application/json' }, body: JSON.stringify(body) }
    const response = await fetch(`${origin}${path}`, sent)
    const answer = (await response.json().catch(() => ({}))) as Record<string, unknown>
    if (!response.ok || answer['success'] !== true) throw new ApiError(response.status, answer)
    return answer as T
  }

  const get = async <T>(path: string, query?: Query) => (await call<One<T>>('GET', withQuery(path, query))).data
  const post = <T>(path: string, body: unknown, headers?: Record<string, string>) =>
    call<T>('POST', path, body, headers)

  /** Every row, page by page. */
  async function all<T>(path: string, query: Query = {}): Promise<T[]> {
    const rows: T[] = []
    for (let cursor: string | undefined; ; ) {
      const page: Rows<T> = await call('GET', withQuery(path, { ...query, limit: 1000, cursor }))
      rows.push(...page.data)
      cursor = page.next_cursor
      if (cursor === undefined) return rows
    }
  }

  return {
    health: () => call<{ status: 'ok'; schema_version: number }>('GET', '/api/health'),
    stats: () => get<Stats>('/api/stats'),
    listProjects: () => all<Project>('/api/projects'),
    listAccounts: () => all<Account>('/api/accounts'),
    listPeople: () => get<ListedPerson[]>('/api/people'),
    listReadings: () => get<Reading[]>('/api/readings'),
    listSessions: (query: Wish<Pick<Session, 'project_id' | 'account_id' | 'status'>> = {}) =>
      all<Session>('/api/sessions', query),
    getSession: (id: number) => get<Session>(`/api/sessions/${id}`),
    changeSession: (id: number, change: Partial<SessionChange>) =>
      call<One<Session>>('PATCH', `/api/sessions/${id}`, change).then(answer => answer.data),
    listHandoffs: (query: Wish<Pick<Handoff, 'status'>> = {}) => all<Handoff>('/api/handoffs', query),
    getBrief: (sessionId: number, query: Query = {}) => get<Brief>(`/api/sessions/${sessionId}/brief`, query),
    search: (wish: Wish<SearchWish>) => call<Found>('GET', withQuery('/api/search', wish)),
    capture: (batch: Batch) => post<Receipt>('/api/capture', batch),
    captureReadings: (shown: z.input<typeof shownReadings>) =>
      post<z.output<typeof shownReceipt>>('/api/capture/readings', shown),
    selectBestAccount: (wish: Wish<Selection>) =>
      post<One<Selected>>('/api/private/select-best-account', wish).then(answer => answer.data),
    forecastAccount: (id: number) => get<WireWindowForecast[]>(`/api/accounts/${id}/forecast`),
    forecastPool: (query: { hours?: number | undefined } = {}) => get<WirePoolForecast>('/api/forecast', query),
    planWork: (wish: Wish<PlanWish>) => post<One<WirePlan>>('/api/private/plan', wish).then(answer => answer.data),
    createAccounts: (accounts: readonly Partial<NewAccount>[]) =>
      post<{ accounts: { name: string; id: number }[] }>('/api/private/batch-create-accounts', { accounts }),
    listWindows: (accountId: number) => get<WireWindow[]>(`/api/accounts/${accountId}/windows`),
    usePreset: (accountId: number, preset: string) =>
      post<One<WireWindow[]>>(`/api/accounts/${accountId}/preset`, { preset }).then(({ data }) => data),
    retryHandoff: (id: number) => post<One<Handoff>>(`/api/handoffs/${id}/retry`, {}).then(({ data }) => data),
    undoHandoff: (id: number) => post<One<Handoff>>(`/api/handoffs/${id}/undo`, {}).then(({ data }) => data),
    listIdentities: (accountId: number) => get<Identity[]>(`/api/accounts/${accountId}/identities`),
    identifyAccount: (accountId: number, said: NewIdentity) =>
      post<{ id: number; sessions_moved: number }>(`/api/accounts/${accountId}/identities`, said),
    getKey: (accountId: number) => get<AccountKey>(`/api/accounts/${accountId}/key`),
    setKey: (accountId: number, key: string) =>
      post<One<AccountKey>>(`/api/accounts/${accountId}/key`, { key }).then(({ data }) => data),
    revealKey: (accountId: number) =>
      post<One<z.output<typeof revealedKey>>>(`/api/accounts/${accountId}/key/reveal`, {}).then(({ data }) => data),
    deleteKey: (accountId: number) => call<{ id: number }>('DELETE', `/api/accounts/${accountId}/key`),
    rotateKeys: () => post<One<KeysRotated>>('/api/secrets/rotate', {}).then(({ data }) => data),
    getPrices: () => get<NewPrices>('/api/prices'),
    putPrices: (table: NewPrices) =>
      post<One<z.output<typeof pricesKept>>>('/api/prices', table).then(({ data }) => data),
    autoRotate: (rotation: Rotation, idempotencyKey: string) =>
      post<Rotated>('/api/private/auto-rotate', rotation, { 'idempotency-key': idempotencyKey }),
    exportProject: (wish: { project_id: number; exact?: boolean | undefined; redact_emails?: boolean | undefined }) =>
      post<One<Moved>>('/api/private/export-project', wish).then(answer => answer.data),
    importProject: (data: unknown) => post<{ id: number }>('/api/private/import-project', { data }),
    listMembers: () => get<Member[]>('/api/members'),
    changeRole: (person: string, role: Member['role']) =>
      call<One<Member>>('PATCH', `/api/members/${encodeURIComponent(person)}`, { role }).then(({ data }) => data),
    removeMember: (person: string) => call<{ id: string }>('DELETE', `/api/members/${encodeURIComponent(person)}`),
    listInvitations: () => get<Invitation[]>('/api/invitations'),
    invite: (wish: z.input<typeof people.newInvitation>) =>
      post<z.output<typeof people.createdInvitation>>('/api/invitations', wish),
    revokeInvitation: (id: number) => call<{ id: number }>('DELETE', `/api/invitations/${id}`),
    listLog: (query: Wish<LogQuery> = {}) => all<LogEntry>('/api/activity-log', query),
    listNewestLog: (query: Wish<LogQuery> = {}) => get<LogEntry[]>('/api/activity-log', query),
    listTokens: () => get<Token[]>('/api/tokens'),
    createToken: (wish: z.input<typeof people.newToken>) => post<{ id: number; token: string }>('/api/tokens', wish),
    revokeToken: (id: number) => call<{ id: number }>('DELETE', `/api/tokens/${id}`),
    archive: archiveCalls(post),
    loadDemo: () => post<{ projects: number; accounts: number; sessions: number }>('/api/demo', {}),
  }
}

function withQuery(path: string, query: Query = {}): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined)
  if (given.length === 0) return path
  return `${path}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}
