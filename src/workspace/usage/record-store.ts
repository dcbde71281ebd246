/** The responses of models that sessions hold; one that several sessions hold counts in one of them (settle-copies.ts). */
import type { UsageEvent } from '../../core/transcript/event.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import type { SessionUsage } from './schema.ts'

const NUMBERS = `model = ?3, input_tokens = ?4, output_tokens = ?5, cache_read_tokens = ?6, cache_write_tokens = ?7,
  cache_write_hour_tokens = ?8, cost_usd = ?9`

/**
 * What is said again of a response replaces what was said before. Of one that several logs may hold the word with more
 * output holds, whichever is read first: each log writes a response down while it grows.
 */
export function putUsage(sql: Sql, sessionId: number, usage: Omit<UsageEvent, 'type' | 'line'>): void {
  const { key, model, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, at } = usage
  const { cacheWriteHourTokens: hour = 0, costUsd = null, shared = false } = usage
  const numbers = [model, inputTokens, outputTokens, cacheReadTokens, cacheWriteTokens, hour, costUsd] as const
  const keeper = shared ? findKeeper(sql, key) : null
  const elsewhere = keeper !== null && keeper !== sessionId
  sql.run(
    `INSERT INTO session_usage (session_id, response_key, model, input_tokens, output_tokens, cache_read_tokens,
       cache_write_tokens, cache_write_hour_tokens, cost_usd, at, shared, counted)
     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
     ON CONFLICT DO UPDATE SET ${NUMBERS}, at = ?10 WHERE ?11 = 0 OR output_tokens <= ?5`,
    ...[sessionId, key, ...numbers],
    ...[at === undefined ? null : toSqlTime(at), shared ? 1 : 0, elsewhere ? 0 : 1],
  )
  if (!elsewhere) return
  // A copy may have been written when the response was whole, the first one before.
  const query = `UPDATE session_usage SET ${NUMBERS} WHERE session_id = ?1 AND response_key = ?2 AND output_tokens < ?5`
  sql.run(query, keeper, key, ...numbers)
}

/** The session that counts a response. */
function findKeeper(sql: Sql, key: string): number | null {
  const query = 'SELECT session_id FROM session_usage WHERE response_key = ? AND shared = 1 AND counted = 1 LIMIT 1'
  return sql.get<{ session_id: number }>(query, key)?.session_id ?? null
}

/** What counts in this session: a response that an earlier one holds counts there. */
export function sumUsage(sql: Sql, sessionId: number): SessionUsage {
  const sums = sql.get<SessionUsage>(
    `SELECT coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
       coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens, coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
       count(*) AS responses FROM session_usage WHERE session_id = ? AND counted = 1`,
    sessionId,
  )
  return sums as SessionUsage
}

export interface ModelSum {
  readonly model: string
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
}

export function sumByModel(sql: Sql, sessionId: number): ModelSum[] {
  return sql.all(
    `SELECT model, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
       sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens
     FROM session_usage WHERE session_id = ? AND counted = 1 GROUP BY model ORDER BY model`,
    sessionId,
  )
}

/** Other sessions that hold responses which these count: they count them when these are gone. */
export function listHeirs(sql: Sql, sessionIds: readonly number[]): number[] {
  const heirs = new Set<number>()
  for (const id of sessionIds) {
    const rows = sql.all<{ session_id: number }>(
      `SELECT DISTINCT heir.session_id FROM session_usage own
         JOIN session_usage heir ON heir.response_key = own.response_key AND heir.shared = 1 AND heir.session_id <> own.session_id
       WHERE own.session_id = ? AND own.shared = 1 AND own.counted = 1`,
      id,
    )
    for (const { session_id } of rows) heirs.add(session_id)
  }
  return [...heirs].filter(id => !sessionIds.includes(id))
}
