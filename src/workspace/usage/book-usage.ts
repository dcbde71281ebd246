/**
 * Usage in the ledger: what each session used of each model, on its account. The entries of a session add up to what it
 * counts; what has changed since is booked as a difference, so that booking twice books once. Credits are not touched:
 * what share of a window tokens are, no platform says (docs/decisions).
 */
import type { Call } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'
import { book, sumBookedUsage } from '../credits/index.ts'
import { listHeirs, type ModelSum, sumByModel } from './record-store.ts'

const COUNTS = ['input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens'] as const
type Counts = Omit<ModelSum, 'model'>
const NOTHING: Counts = { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0 }

/** Brings the ledger to what the session counts now, on the account that it is on now. */
export function bookUsage(call: Call, sessionId: number): void {
  const accountId = accountOf(call.sql, sessionId)
  if (accountId !== null) bookTo(call, sessionId, accountId, sumByModel(call.sql, sessionId))
}

/**
 * Deletes sessions by `work`: what they had booked is booked back, and sessions that hold the same responses take them
 * over, so that nothing counts twice and nothing of another session is lost.
 */
export function passOnUsage(call: Call, sessionIds: readonly number[], work: () => void): void {
  const heirs = listHeirs(call.sql, sessionIds)
  for (const id of sessionIds) bookTo(call, id, accountOf(call.sql, id) ?? 0, [])
  work()
  for (const id of heirs) bookUsage(call, id)
}

function bookTo(call: Call, sessionId: number, accountId: number, sums: readonly ModelSum[]): void {
  const booked = sumBookedUsage(call.sql, sessionId)
  for (const { model, account_id, ...counts } of booked) {
    const now = account_id === accountId ? sums.find(sum => sum.model === model) : undefined
    bookDifference(call, { sessionId, accountId: account_id, model }, counts, now ?? NOTHING)
  }
  for (const { model, ...counts } of sums) {
    const known = booked.some(entry => entry.model === model && entry.account_id === accountId)
    if (!known) bookDifference(call, { sessionId, accountId, model }, NOTHING, counts)
  }
}

function bookDifference(
  call: Call,
  { sessionId, accountId, model }: { sessionId: number; accountId: number; model: string },
  before: Counts,
  now: Counts,
): void {
  const usage = { ...NOTHING, model }
  for (const name of COUNTS) usage[name] = now[name] - before[name]
  if (COUNTS.every(name => usage[name] === 0)) return
  book(call, { accountId, sessionId, kind: 'usage', amount: 0, usage, note: noteOf(usage) })
}

function noteOf(usage: ModelSum): string {
  const said = [
    `${usage.input_tokens} in`,
    `${usage.output_tokens} out`,
    `${usage.cache_read_tokens} from the cache`,
    `${usage.cache_write_tokens} into the cache`,
  ]
  return `${usage.model}: ${said.filter(words => !words.startsWith('0 ')).join(', ')}`
}

function accountOf(sql: Sql, sessionId: number): number | null {
  const query = 'SELECT account_id FROM sessions WHERE id = ?'
  return sql.get<{ account_id: number }>(query, sessionId)?.account_id ?? null
}
