/** Tokens that a session's responses used; a response counts once, the newest word on it wins. */
import type { UsageEvent } from '../../core/transcript/event.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime } from '../../platform/time.ts'
import type { Usage } from './schema.ts'

export function putUsage(sql: Sql, sessionId: number, usage: Omit<UsageEvent, 'type' | 'line'>): void {
  sql.run(
    `INSERT INTO session_usage
       (session_id, response_key, model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET model = excluded.model, input_tokens = excluded.input_tokens,
       output_tokens = excluded.output_tokens, cache_read_tokens = excluded.cache_read_tokens,
       cache_write_tokens = excluded.cache_write_tokens, at = excluded.at`,
    sessionId,
    usage.key,
    usage.model,
    usage.inputTokens,
    usage.outputTokens,
    usage.cacheReadTokens,
    usage.cacheWriteTokens,
    usage.at === undefined ? null : toSqlTime(usage.at),
  )
}

export function sumUsage(sql: Sql, sessionId: number): Usage {
  const sums = sql.get<Usage>(
    `SELECT coalesce(sum(input_tokens), 0) AS input_tokens, coalesce(sum(output_tokens), 0) AS output_tokens,
       coalesce(sum(cache_read_tokens), 0) AS cache_read_tokens, coalesce(sum(cache_write_tokens), 0) AS cache_write_tokens,
       count(*) AS responses FROM session_usage WHERE session_id = ?`,
    sessionId,
  )
  return sums as Usage
}
