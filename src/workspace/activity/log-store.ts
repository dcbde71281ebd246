/** The activity log's rows, and the chain that holds them together. */
import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { BadCursor, type Page } from '../../platform/page.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { toWireTime } from '../../platform/time.ts'
import type { LogEntry, LogQuery } from './schema.ts'

export interface LogRow {
  readonly seq: number
  readonly at: string
  readonly person_id: string
  readonly actor: string
  readonly via: string | null
  readonly address: string | null
  readonly action: string
  readonly subject: string | null
  readonly data: string | null
  readonly hash: string
}

export type NewLogRow = Omit<LogRow, 'seq' | 'hash'>

const COLUMNS = 'seq, at, person_id, actor, via, address, action, subject, data, hash'
/** What the first entry stands on. */
const GROUND = '0'.repeat(64)
const LIMIT = 100
const AT_ONCE = 1000

export function insertLogRow(sql: Sql, row: NewLogRow): void {
  const last = sql.get<{ hash: string }>('SELECT hash FROM activity_log ORDER BY seq DESC LIMIT 1')
  const seq = lastGiven(sql) + 1
  const hash = hashOf(last?.hash ?? GROUND, { ...row, seq })
  sql.run(
    `INSERT INTO activity_log (${COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    ...[seq, row.at, row.person_id, row.actor, row.via, row.address, row.action, row.subject, row.data, hash],
  )
}

/** SQLite remembers the last number it gave, so that a last entry taken out is missed. */
const lastGiven = (sql: Pick<Sql, 'get'>): number =>
  sql.get<{ seq: number }>("SELECT seq FROM sqlite_sequence WHERE name = 'activity_log'")?.seq ?? 0

/** SHA-256 over the hash before it and everything that the entry says. */
function hashOf(before: string, row: Omit<LogRow, 'hash'>): string {
  const { seq, at, person_id, actor, via, address, action, subject, data } = row
  return bytesToHex(
    sha256(utf8ToBytes(JSON.stringify([before, seq, at, person_id, actor, via, address, action, subject, data]))),
  )
}

/** Newest first. */
export function listLog(sql: Sql, query: LogQuery): Page<LogEntry> {
  const limit = query.limit ?? LIMIT
  const conditions: readonly (readonly [string, SqlValue | undefined])[] = [
    ['person_id = ?', query.person],
    ['action = ?', query.action],
    // A kind of thing stands for all of its things: `accounts` for `accounts/7`. A pattern may be too long for Cloudflare.
    ["instr(subject || '/', ? || '/') = 1", query.subject],
    ['at >= ?', query.since && toRest(query.since)],
    ['at < ?', query.until && toRest(query.until)],
    ['seq < ?', query.cursor === undefined ? undefined : seqOf(query.cursor)],
  ]
  const asked = conditions.filter(([, value]) => value !== undefined)
  const where = asked.map(([condition]) => condition)
  const params = asked.map(([, value]) => value as SqlValue)
  const filter = where.length > 0 ? `WHERE ${where.join(' AND ')}` : ''
  const rows = sql.all<LogRow>(
    `SELECT ${COLUMNS} FROM activity_log ${filter} ORDER BY seq DESC LIMIT ?`,
    ...params,
    limit + 1,
  )
  const shown = rows.slice(0, limit)
  const last = shown.at(-1)
  return { rows: shown.map(toEntry), ...(rows.length > limit && last && { nextCursor: String(last.seq) }) }
}

function seqOf(cursor: string): number {
  if (/^\d{1,15}$/.test(cursor)) return Number(cursor)
  throw new BadCursor()
}

const toRest = (time: string): string => new Date(time).toISOString().replace('T', ' ').slice(0, 23)

const toEntry = ({ data, at, ...row }: LogRow): LogEntry => ({
  ...row,
  at: toWireTime(at),
  data: data === null ? null : (JSON.parse(data) as Record<string, unknown>),
})

export interface Verified {
  readonly entries: number
  /** The number of the first entry that does not fit what stands before it. */
  readonly first_bad: number | null
  /** The last hash of the chain: noted elsewhere, it proves that everything up to it is as it was. */
  readonly head: string
}

/** Reads all of it, a thousand entries at a time. */
export function verifyLog(sql: Pick<Sql, 'all' | 'get'>): Verified {
  let head = GROUND
  let entries = 0
  let seen = Number.MIN_SAFE_INTEGER
  for (;;) {
    const rows = sql.all<LogRow>(
      `SELECT ${COLUMNS} FROM activity_log WHERE seq > ? ORDER BY seq LIMIT ?`,
      seen,
      AT_ONCE,
    )
    for (const row of rows) {
      if (row.seq !== entries + 1 || row.hash !== hashOf(head, row)) return { entries, first_bad: row.seq, head }
      head = row.hash
      seen = row.seq
      entries++
    }
    if (rows.length < AT_ONCE) return { entries, first_bad: lastGiven(sql) > entries ? entries + 1 : null, head }
  }
}
