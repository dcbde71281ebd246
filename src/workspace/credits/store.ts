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
  readonly note?: string
}

/** Appends an entry. @returns the account's balance after it. */
export function book(call: Call, { accountId, sessionId, kind, amount, note }: Booking): number {
  const balance = readBalance(call.sql, accountId) + amount
  call.sql.run(
    `INSERT INTO credit_ledger (account_id, session_id, kind, amount, balance, actor, note, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    accountId,
    sessionId ?? null,
    kind,
    amount,
    balance,
    call.principal.name,
    note ?? null,
    toSqlTime(call.now),
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
  const select = 'SELECT id, account_id, session_id, kind, amount, balance, actor, note, at FROM credit_ledger'
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
