/** The newest sessions with what each used. */
import type { Sql } from '../../platform/sql.ts'
import { toWireTime } from '../../platform/time.ts'
import { openCalendar } from './calendar.ts'
import { readPriceTable } from './prices-store.ts'
import { listRecentSessions, listSlices, type SessionName } from './read-store.ts'
import { scopeOf } from './read-usage.ts'
import type { UsageQuery, UsageTotals } from './schema.ts'
import { openPricing, openSum } from './sums.ts'

export interface RecentSession extends Omit<SessionName, 'id'>, UsageTotals {
  readonly session_id: number
  readonly models: string[]
}

export type RecentWish = Omit<UsageQuery, 'by'> & { readonly limit: number }

/** @param person whose accounts count: what was used of others is not told. */
export function recentSessions(sql: Sql, query: RecentWish, person: string): RecentSession[] {
  const pricing = openPricing(readPriceTable(sql))
  const { limit, ...rest } = query
  return listRecentSessions(sql, scopeOf(rest, openCalendar(query.timezone)), limit).map(({ id, ...names }) => {
    const sum = openSum(pricing)
    for (const slice of listSlices(sql, 'session', { session_id: id, person }, pricing.thresholds)) sum.add(slice)
    const models = [...sum.models].sort()
    return { ...names, session_id: id, started_at: toWireTime(names.started_at), models, ...sum.total() }
  })
}
