/** The ledger: append-only; what an account has is the sum of its entries. */
import type { Use } from '../../core/quota/measure-window.ts'
import type { Call } from '../../platform/call.ts'
import { listPage, type Page, type PageRequest } from '../../platform/page.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime, toSqlTime, wireTimes } from '../../platform/time.ts'
import type { Drift, LedgerEntry } from './schema.ts'

const DAY_MS = 86_400_000

export interface Booking {
  readonly accountId: number
  readonly sessionId?: number
  readonly kind: LedgerEntry['kind']
  /** Credits; negative where they were used. */
  readonly amount: number
  readonly note?: string | undefined
  readonly key?: string
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
export function book(call: Call, { accountId, sessionId, kind, amount, note, key, usage }: Booking): number {
  const balance = readBalance(call.sql, accountId) + amount
  call.sql.run(
    `INSERT INTO credit_ledger (account_id, session_id, kind, amount, balance, actor, note, at,
       model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens, key)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
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
    key ?? null,
  )
  return balance
}

/** Brings each account to its balance with one entry, where it is not there already. */
export function bookMany(
  { sql, now, principal }: Call,
  kind: Booking['kind'],
  targets: readonly { readonly accountId: number; readonly balance: number }[],
): void {
  sql.run(
    `INSERT INTO credit_ledger (account_id, kind, amount, balance, actor, at)
     SELECT wanted.account_id, ?, wanted.balance - coalesce(newest.balance, 0), wanted.balance, ?, ?
     FROM (SELECT value ->> 0 AS account_id, value ->> 1 AS balance FROM json_each(?)) wanted
     LEFT JOIN credit_ledger newest ON newest.id =
       (SELECT max(id) FROM credit_ledger WHERE account_id = wanted.account_id)
     WHERE wanted.balance <> coalesce(newest.balance, 0)`,
    kind,
    principal.name,
    toSqlTime(now),
    JSON.stringify(targets.map(({ accountId, balance }) => [accountId, balance])),
  )
}

/** Every entry carries the sum up to it, so the newest tells the balance. */
export function readBalance(sql: Sql, accountId: number): number {
  const newest = sql.get<{ balance: number }>(
    'SELECT balance FROM credit_ledger WHERE account_id = ? ORDER BY id DESC LIMIT 1',
    accountId,
  )
  return newest?.balance ?? 0
}

const COLUMNS = `id, account_id, session_id, kind, amount, balance, actor, note, key, at,
  model, input_tokens, output_tokens, cache_read_tokens, cache_write_tokens`

export function findByKey(sql: Sql, accountId: number, key: string): LedgerEntry | null {
  const query = `SELECT ${COLUMNS} FROM credit_ledger WHERE account_id = ? AND key = ?`
  const row = sql.get<LedgerEntry>(query, accountId, key)
  return row ? wireTimes(row) : null
}

/** Credits used from a time on, epoch milliseconds, oldest first. @param afterId of entries booked after that one only. */
export function listCreditUses(sql: Sql, accountId: number, since: number, afterId = 0): Use[] {
  const rows = sql.all<{ at: string; amount: number }>(
    `SELECT at, -amount AS amount FROM credit_ledger INDEXED BY idx_ledger_told
     WHERE account_id = ? AND kind IN ('opening', 'use', 'estimate', 'reading') AND kind IN ('use', 'estimate') AND at >= ? AND id > ? ORDER BY at`,
    accountId,
    toSqlTime(since),
    afterId,
  )
  return rows.map(({ at, amount }) => ({ at: fromSqlTime(at), amount }))
}

/** The balance that was last said rather than summed. */
export function findLastRead(
  sql: Sql,
  accountId: number,
): { readonly id: number; readonly at: number; readonly balance: number } | null {
  const row = sql.get<{ id: number; at: string; balance: number }>(
    `SELECT id, at, balance FROM credit_ledger INDEXED BY idx_ledger_told
     WHERE account_id = ? AND kind IN ('opening', 'use', 'estimate', 'reading') AND kind IN ('opening', 'reading') ORDER BY id DESC LIMIT 1`,
    accountId,
  )
  return row ? { ...row, at: fromSqlTime(row.at) } : null
}

export function measureDrift(sql: Sql, accountId: number, days: number, now: number): Drift {
  const sums = sql.get<Omit<Drift, 'days'>>(
    `SELECT -coalesce(sum(amount) FILTER (WHERE kind IN ('use', 'estimate')), 0) AS used,
       coalesce(sum(amount) FILTER (WHERE kind = 'reading'), 0) AS unexplained,
       count(*) FILTER (WHERE kind = 'reading') AS readings
     FROM credit_ledger INDEXED BY idx_ledger_told
     WHERE account_id = ? AND kind IN ('opening', 'use', 'estimate', 'reading') AND at >= ?`,
    accountId,
    toSqlTime(now - days * DAY_MS),
  )
  return { days, ...(sums as Omit<Drift, 'days'>) }
}

export function listLedger(sql: Sql, accountId: number, page: PageRequest): Page<LedgerEntry> {
  const select = `SELECT ${COLUMNS} FROM credit_ledger`
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
