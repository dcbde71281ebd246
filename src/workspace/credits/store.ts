/** The ledger: append-only; what an account has is the sum of its entries. */

import type { Call } from '../../platform/call.ts'
import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import type { Sql } from '../../platform/sql.ts'
import { toSqlTime, wireTimes } from '../../platform/time.ts'
import type { LedgerEntry } from './schema.ts'

export interface Booking {
  readonly accountId: number
  readonly sessionId?: number
  readonly kind: LedgerEntry['kind']
  /** Credits; negative where they were used. */
  readonly amount: number
  readonly note?: string | undefined
  /** Of the kind `usage`. */
  readonly usage?: BookedUsage
}

/** Tokens of a model; negative where they were booked back. */
export interface BookedUsage {
  readonly model: string
  readonly input_tokens: number
  readonly output_tokens: number
  readonly cache_read_tokens: number
  readonly cache_write_tokens: number
}

/** Appends an entry. @returns the account's balance after it. */
export function book(call: Call, { accountId, sessionId, kind, amount, note, usage }: Booking): number {
  const balance = readBalance(call.sql, accountId) + amount
  call.sql.run(
    `INSERT INTO credit_ledger (account_id, session_id, kind, amount, balance, actor, note, at,
       model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    accountId,
    sessionId ?? null,
    kind,
    amount,
    balance,
    call.principal.name,
    note ?? null,
    toSqlTime(call.now),
    usage?.model ?? null,
    usage?.input_tokens ?? null,
    usage?.output_tokens ?? null,
    usage?.cache_read_tokens ?? null,
    usage?.cache_write_tokens ?? null,
  )
  return balance
}

/** Every entry carries the sum up to it, so the newest tells the balance. */
export function readBalance(sql: Sql, accountId: number): number {
  const newest = sql.get<{ balance: number }>(
    'SELECT balance FROM credit_ledger WHERE account_id = ? ORDER BY id DESC LIMIT 1',
    accountId,
  )
  return newest?.balance ?? 0
}

export function listLedger(sql: Sql, accountId: number, page: PageRequest): Page<LedgerEntry> {
  const select = `SELECT id, account_id, session_id, kind, amount, balance, actor, note, at,
    model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens FROM credit_ledger`
  const sort = { key: 'id', column: 'id', id: 'id', direction: 'DESC' } as const
  const found = listPage<LedgerEntry>(sql, { select, filters: { 'account_id = ?': accountId }, sort }, page)
  found.rows.forEach(wireTimes)
  return found
}

/** Whether the account started a new window after that time (at rest). */
export function hasResetSince(sql: Sql, accountId: number, at: string): boolean {
  const query = "SELECT 1 AS one FROM credit_ledger WHERE account_id = ? AND kind = 'reset' AND at > ? LIMIT 1"
  return sql.get(query, accountId, at) !== undefined
}

/** What the ledger says that a session used, by account and model. */
export function sumBookedUsage(sql: Sql, sessionId: number): (BookedUsage & { readonly account_id: number })[] {
  return sql.all(
    `SELECT account_id, model, sum(input_tokens) AS input_tokens, sum(output_tokens) AS output_tokens,
       sum(cache_read_tokens) AS cache_read_tokens, sum(cache_write_tokens) AS cache_write_tokens
     FROM credit_ledger WHERE session_id = ? AND kind = 'usage' GROUP BY account_id, model ORDER BY account_id, model`,
    sessionId,
  )
}
