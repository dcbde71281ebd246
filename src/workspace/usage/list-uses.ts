/** What an account used, response by response, as a quota window counts it. */
import type { Use } from '../../core/quota/measure-window.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime } from '../../platform/time.ts'
import { readPriceTable } from './prices-store.ts'
import { listSlices, type Slice } from './read-store.ts'
import { openPricing } from './sums.ts'

type UseUnit = 'tokens' | 'requests' | 'usd'

/** The last turn of a session may come before its last response is written down. */
const MARGIN_MS = 3_600_000

/** @param since epoch milliseconds. @param model a part of the name of the models that count; null: all. */
export function listUses(
  sql: Sql,
  { accountId, since, unit, model }: { accountId: number; since: number; unit: UseUnit; model: string | null },
): Use[] {
  const pricing = openPricing(unit === 'usd' ? readPriceTable(sql) : { dated: '', source: '', models: {} })
  const amountOf = { tokens: tokensOf, requests: ({ responses }: Slice) => responses, usd: pricing.costOf }[unit]
  const scope = { account_id: accountId, since, activeSince: since - MARGIN_MS }
  const slices = listSlices(sql, 'second', scope, pricing.thresholds)
  const counted = model === null ? slices : slices.filter(slice => slice.model.includes(model))
  return counted.map(slice => ({ at: fromSqlTime(String(slice.axis)), amount: amountOf(slice) ?? 0 }))
}

const tokensOf = (slice: Slice) =>
  slice.input_tokens + slice.output_tokens + slice.cache_read_tokens + slice.cache_write_tokens
