/**
 * Which of the sessions that hold the same responses counts them: the one that began first; a copy begins with its
 * original's words, so of those the one that ended first; whichever log was read first.
 */
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { bookUsage } from './book-usage.ts'

/** To be called when a log was read to its end. */
export function settleCopies(call: Call, sessionId: number): void {
  for (const rival of listRivals(call.sql, sessionId)) {
    const [first, second] = inOrder(call.sql, sessionId, rival)
    if (!takeOver(call.sql, first, second)) continue
    bookUsage(call, first)
    bookUsage(call, second)
  }
}

/** Other sessions with responses of this one. */
function listRivals(sql: Sql, sessionId: number): number[] {
  const rows = sql.all<{ session_id: number }>(
    `SELECT DISTINCT other.session_id FROM session_usage own JOIN session_usage other
       ON other.response_key = own.response_key AND other.shared = 1 AND other.session_id <> own.session_id
     WHERE own.session_id = ? AND own.shared = 1 ORDER BY 1`,
    sessionId,
  )
  return rows.map(row => row.session_id)
}

function inOrder(sql: Sql, a: number, b: number): [first: number, second: number] {
  const rows = sql.all<{ id: number }>(
    `SELECT id FROM sessions s WHERE id IN (?, ?)
     ORDER BY started_at, (SELECT max(at) FROM session_usage u WHERE u.session_id = s.id), id`,
    a,
    b,
  )
  return rows[0]?.id === b ? [b, a] : [a, b]
}

/** @returns whether there was anything that the second one counted and the first one holds too. */
function takeOver(sql: Sql, first: number, second: number): boolean {
  const keys = sql.all<{ response_key: string }>(
    `SELECT theirs.response_key FROM session_usage theirs
       JOIN session_usage ours ON ours.session_id = ? AND ours.response_key = theirs.response_key AND ours.shared = 1
     WHERE theirs.session_id = ? AND theirs.shared = 1 AND theirs.counted = 1`,
    first,
    second,
  )
  const count = 'UPDATE session_usage SET counted = ? WHERE session_id = ? AND response_key = ?'
  for (const { response_key } of keys) {
    sql.run(count, 0, second, response_key)
    sql.run(count, 1, first, response_key)
  }
  return keys.length > 0
}
