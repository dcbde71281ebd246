/** The tables of usage: by day, week, month, project, account, model, tool, or session and model. */
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { fromSqlTime, toWireTime } from '../../platform/time.ts'
import { type Calendar, openCalendar, weekOf } from './calendar.ts'
import { readPriceTable } from './prices-store.ts'
import { type Axis, listNames, listSessionNames, listSlices, type Scope, type Slice } from './read-store.ts'
import type { UsageAnswer, UsageQuery, UsageRow } from './schema.ts'
import { openPricing, openSum, type Pricing, type Sum } from './sums.ts'

const DAY_CHARS = 10
const DAY_MS = 86_400_000

type By = UsageQuery['by']
type Names = Omit<UsageRow, keyof ReturnType<Sum['total']>>
interface Group {
  readonly names: Names
  readonly sum: Sum
}

/** @param person whose accounts count, beside the shared ones. */
export function readUsage(sql: Sql, query: UsageQuery, person: string): UsageAnswer {
  const calendar = openCalendar(query.timezone)
  const table = readPriceTable(sql)
  const pricing = openPricing(table)
  const scope = { ...scopeOf(query, calendar), person }
  const slices = listSlices(sql, axisOf(query.by, calendar), scope, pricing.thresholds)
  const all = openSum(pricing)
  for (const slice of slices) all.add(slice)
  return {
    data: rowsOf(sql, query.by, slices, calendar, pricing),
    totals: all.total(),
    unpriced_models: [...pricing.unpriced].sort(),
    prices: { dated: table.dated, source: table.source },
  }
}

export function scopeOf(query: Omit<UsageQuery, 'by'>, calendar: Calendar): Scope {
  const { since, until, timezone: _, ...rest } = query
  const isDay = (said: string) => said.length === DAY_CHARS
  const from = since && (isDay(since) ? calendar.startOf(since) : Date.parse(since))
  const to = until && (isDay(until) ? calendar.startOf(dayAfter(until)) : Date.parse(until))
  return { ...rest, since: from || undefined, until: to || undefined }
}

const dayAfter = (day: string) => new Date(Date.parse(`${day}T00:00:00Z`) + DAY_MS).toISOString().slice(0, DAY_CHARS)

function axisOf(by: By, { fullHours }: Calendar): Axis {
  if (by === 'day' || by === 'week' || by === 'month') return fullHours ? 'hour' : 'minute'
  return by === 'model' ? 'all' : by
}

function rowsOf(sql: Sql, by: By, slices: readonly Slice[], calendar: Calendar, pricing: Pricing): UsageRow[] {
  const name = namer(sql, by, calendar)
  const groups = new Map<string, Group>()
  for (const slice of slices) {
    const names = name(slice)
    const key = `${names.period ?? names.session_id ?? names.project_id ?? names.account_id ?? names.tool} ${names.model}`
    const group = groups.get(key) ?? { names, sum: openSum(pricing) }
    groups.set(key, group)
    group.sum.add(slice)
  }
  return [...groups.values()].map(toRow).sort(by in ORDER ? ORDER[by as keyof typeof ORDER] : byTokens)
}

function toRow({ names, sum }: Group): UsageRow {
  const models = names.model === undefined ? { models: [...sum.models].sort() } : {}
  return { ...names, ...models, ...sum.total() }
}

const byPeriod = (a: UsageRow, b: UsageRow) => compare(a.period ?? '', b.period ?? '')
const byTokens = (a: UsageRow, b: UsageRow) => b.total_tokens - a.total_tokens
/** Newest first, a session's models together. */
const byStart = (a: UsageRow, b: UsageRow) =>
  compare(b.started_at ?? '', a.started_at ?? '') || compare(b.session_id ?? 0, a.session_id ?? 0) || byTokens(a, b)
const compare = <T extends string | number>(a: T, b: T) => (a < b ? -1 : a > b ? 1 : 0)
const ORDER = { day: byPeriod, week: byPeriod, month: byPeriod, session: byStart } as const

/** What a row is called. */
function namer(sql: Sql, by: By, { dayOf }: Calendar): (slice: Slice) => Names {
  if (by === 'model') return ({ model }) => ({ model })
  if (by === 'tool') return ({ axis }) => ({ tool: axis as string | null })
  if (by === 'project' || by === 'account') {
    const names = listNames(sql, by)
    if (by === 'project') return ({ axis }) => ({ project_id: axis as number, project: names.get(axis) ?? '' })
    return ({ axis }) => ({ account_id: axis as number, account: names.get(axis) ?? '' })
  }
  if (by === 'session') {
    const sessions = new Map(listSessionNames(sql).map(({ id, ...names }) => [id, names]))
    return ({ axis, model }) => sessionNames(axis as number, sessions.get(axis as number), model)
  }
  const days = new Map<SqlValue, string>()
  return ({ axis }) => {
    const day = days.get(axis) ?? dayOf(fromSqlTime(fullTime(axis as string)))
    days.set(axis, day)
    return { period: by === 'day' ? day : by === 'week' ? weekOf(day) : day.slice(0, 7) }
  }
}

const fullTime = (slot: string) => (slot.length === 13 ? `${slot}:00:00` : `${slot}:00`)

type SessionNames = Omit<ReturnType<typeof listSessionNames>[number], 'id'>

function sessionNames(session_id: number, found: SessionNames | undefined, model: string): Names {
  if (!found) return { session_id, session: String(session_id), model }
  const { status: _, duration_minutes: __, started_at, ...names } = found
  return { ...names, session_id, started_at: toWireTime(started_at), model }
}
