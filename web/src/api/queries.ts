/**
 * What the dashboard asks for, one entry per question. A key's first word is the kind of thing it shows, so that a fact
 * about that kind (live/facts.ts) refreshes it.
 */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/svelte-query'
import { type CallOptions, call, getAll, getOne, getPage, type Page, type Params, withParams } from './http.ts'
import type * as T from './types.ts'

type Signal = { signal?: AbortSignal }

const all = <Row>(kind: string, params: Params = {}) =>
  queryOptions({
    queryKey: [kind, 'all', params],
    queryFn: ({ signal }: Signal) => getAll<Row>(`/${kind}`, params, signal),
  })

const single = <Row>(kind: string, id: number) =>
  queryOptions({ queryKey: [kind, id], queryFn: ({ signal }: Signal) => getOne<Row>(`/${kind}/${id}`, signal) })

const paged = <Row>(kind: string, params: Params = {}, limit = 50, path = `/${kind}`) =>
  infiniteQueryOptions({
    queryKey: [kind, 'paged', path, params],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      getPage<Row>(path, { ...params, limit, cursor: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<Row>) => page.next_cursor,
  })

export const stats = () =>
  queryOptions({ queryKey: ['stats'], queryFn: ({ signal }) => getOne<T.Stats>('/stats', signal) })
export const accounts = (archived = false) => all<T.AnyAccount>('accounts', archived ? { archived: 'true' } : {})
export const account = (id: number) => single<T.AnyAccount>('accounts', id)
export const ledger = (id: number) => paged<T.LedgerEntry>('accounts', {}, 50, `/accounts/${id}/ledger`)
/** Of every account: what holds now. */
export const readings = () =>
  queryOptions({
    queryKey: ['accounts', 'readings'],
    queryFn: ({ signal }: Signal) => getOne<T.Reading[]>('/readings', signal),
  })
export const windowsOf = (id: number) =>
  queryOptions({
    queryKey: ['accounts', id, 'windows'],
    queryFn: ({ signal }: Signal) => getOne<T.QuotaWindow[]>(`/accounts/${id}/windows`, signal),
  })
export const presets = () =>
  queryOptions({
    queryKey: ['presets'],
    queryFn: ({ signal }: Signal) => getOne<T.Preset[]>('/presets', signal),
  })
export const driftOf = (id: number) =>
  queryOptions({
    queryKey: ['accounts', id, 'drift'],
    queryFn: async ({ signal }) =>
      (await call<{ drift: T.Drift }>('GET', `/accounts/${id}/ledger?limit=1`, { signal })).drift,
  })
export const people = () =>
  queryOptions({ queryKey: ['people'], queryFn: ({ signal }: Signal) => call<T.People>('GET', '/people', { signal }) })
export const projects = () => all<T.Project>('projects')
export const project = (id: number) => single<T.Project>('projects', id)
export const session = (id: number) => single<T.Session>('sessions', id)
export const running = () => all<T.Session>('sessions', { status: 'in_progress' })
/** Enough that a few ended ones are among them. */
export const recent = () =>
  queryOptions({
    queryKey: ['sessions', 'recent'],
    queryFn: ({ signal }) => getPage<T.Session>('/sessions', { limit: 20 }, signal),
  })
export const sessions = (params: Params) => paged<T.Session>('sessions', params)
export const files = (projectId: number) => paged<T.ProjectFile>('files', { project_id: projectId })
export const knowledge = (params: Params) => paged<T.Knowledge>('knowledge', params)

/** What the sessions of a project gave; the API filters knowledge by category only. */
export const learntIn = (projectId: number) =>
  queryOptions({
    queryKey: ['knowledge', 'of-project', projectId],
    queryFn: async ({ signal }) => {
      const [entries, ofProject] = await Promise.all([
        getAll<T.Knowledge>('/knowledge', {}, signal),
        getAll<T.Session>('/sessions', { project_id: projectId }, signal),
      ])
      const ids = new Set(ofProject.rows.map(each => each.id))
      return entries.rows.filter(entry => entry.source_session_id !== null && ids.has(entry.source_session_id))
    },
  })

/** Hits for what somebody typed; what it shows stays until the next answer is there. */
export const search = (params: { q: string; project?: number | undefined; since?: string | undefined }) =>
  infiniteQueryOptions({
    queryKey: ['search', params],
    queryFn: ({ pageParam, signal }: { pageParam: string | undefined; signal: AbortSignal }) =>
      call<Page<T.Hit> & { not_indexed: number }>('GET', withParams('/search', { ...params, cursor: pageParam }), {
        signal,
      }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: Page<T.Hit>) => page.next_cursor,
    placeholderData: keepPreviousData,
    enabled: params.q.trim() !== '',
  })

export const handoffs = (params: Params) => paged<T.Handoff>('handoffs', params)
export const feedback = (handoffId: number) =>
  queryOptions({
    queryKey: ['handoffs', handoffId, 'feedback'],
    queryFn: ({ signal }: Signal) => getOne<T.Feedback | null>(`/handoffs/${handoffId}/feedback`, signal),
  })
export const alerts = (params: Params) => paged<T.Alert>('alerts', params)
export const alertCounts = () =>
  queryOptions({
    queryKey: ['alerts', 'counts'],
    queryFn: async ({ signal }) =>
      (await call<{ counts: { open: number; new: number } }>('GET', '/alerts?limit=1', { signal })).counts,
  })
export const policies = () => all<T.Policy>('policies')
export const webhooks = () => all<T.Webhook>('webhooks')
export const settings = () =>
  queryOptions({ queryKey: ['settings'], queryFn: ({ signal }) => getOne<T.Settings>('/settings', signal) })
export const poolForecast = () =>
  queryOptions({
    queryKey: ['accounts', 'forecast'],
    queryFn: ({ signal }: Signal) => getOne<T.PoolForecast>('/forecast', signal),
  })
export const forecastOf = (id: number) =>
  queryOptions({
    queryKey: ['accounts', id, 'forecast'],
    queryFn: ({ signal }: Signal) => getOne<T.WindowForecast[]>(`/accounts/${id}/forecast`, signal),
  })
/** It claims nothing: asking changes nothing. */
export const nextAccount = (wish: object) =>
  queryOptions({
    queryKey: ['accounts', 'next', wish],
    queryFn: async ({ signal }) =>
      (await post<{ data: T.Selected }>('/private/select-best-account', { ...wish, what_if: true }, { signal })).data,
    placeholderData: keepPreviousData,
  })
export const me = () => queryOptions({ queryKey: ['me'], queryFn: ({ signal }: Signal) => getOne<T.Me>('/me', signal) })
export const waiting = () => all<T.Handoff>('handoffs', { status: 'pending' })

export interface BriefAsk {
  sessionId: number
  target: T.Target
  budgetTokens?: number | undefined
  level?: T.Level | undefined
}

export const brief = ({ sessionId, target, budgetTokens, level }: BriefAsk) => {
  const params = level ? { level, target } : { budget_tokens: budgetTokens, target }
  return queryOptions({
    queryKey: ['brief', sessionId, params],
    queryFn: ({ signal }) => getOne<T.Brief>(withParams(`/sessions/${sessionId}/brief`, params), signal),
    placeholderData: keepPreviousData,
  })
}

export const efficiency = (projectId: number, days: number) =>
  queryOptions({
    queryKey: ['sessions', 'efficiency', projectId, days],
    queryFn: async ({ signal }) =>
      (await post<{ data: T.Efficiency }>('/private/analyze-credits', { project_id: projectId, days }, { signal }))
        .data,
    placeholderData: keepPreviousData,
  })

export const post = <Answer>(path: string, body: unknown, options: CallOptions = {}) =>
  call<Answer>('POST', path, { ...options, body })
export const patch = <Row>(path: string, body: unknown) => call<{ data: Row }>('PATCH', path, { body })
export const remove = (path: string) => call<{ id: number }>('DELETE', path)
export const log = (params: Params) => paged<T.LogEntry>('activity-log', params)
