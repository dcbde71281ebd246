/** What each session of a project cost. */
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { readPriceTable } from './prices-store.ts'
import { listSlices } from './read-store.ts'
import { openPricing, openSum, type Sum } from './sums.ts'

/** USD by session id; a session with tokens whose price is unknown is not in it, nor one without any recorded usage. */
export function costBySession(sql: Sql, projectId: number): Map<SqlValue, number> {
  const pricing = openPricing(readPriceTable(sql))
  const sums = new Map<SqlValue, Sum>()
  for (const slice of listSlices(sql, 'session', { project_id: projectId }, pricing.thresholds)) {
    const sum = sums.get(slice.axis) ?? openSum(pricing)
    sums.set(slice.axis, sum)
    sum.add(slice)
  }
  const costs = new Map<SqlValue, number>()
  for (const [id, sum] of sums) {
    const { cost_usd, unpriced_tokens } = sum.total()
    if (cost_usd !== null && unpriced_tokens === 0) costs.set(id, cost_usd)
  }
  return costs
}
