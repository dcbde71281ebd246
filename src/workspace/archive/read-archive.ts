/** Reading a workspace whole, part by part, while it is held. */
import type { Cells } from '../../core/archive/index.ts'
import type { Call } from '../../platform/call.ts'
import type { Kept } from '../../platform/seal.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { listPeople } from '../people/index.ts'
import { findHold, goOnCopying, holdForCopy, isInForce, release } from './holds.ts'
import { problem } from './problems.ts'
import { ARCHIVE_VERSION, type ArchiveHead } from './schema.ts'
import { listTables, type Table, toCell } from './tables.ts'

/** A part in the memory of whoever reads it, as text. */
const PART_CHARS = 1_000_000
const PART_ROWS = 2000

export function beginReading(call: Call): { token: string; head: ArchiveHead } {
  const { sql, now } = call
  if (isInForce(findHold(sql), now)) throw problem('being-copied')
  return { token: holdForCopy(sql, now), head: describeArchive(call) }
}

export function describeArchive(
  { sql, now, principal }: Pick<Call, 'sql' | 'now' | 'principal'>,
  isWhole = false,
): ArchiveHead {
  const tables = listTables(sql, isWhole)
  return {
    version: ARCHIVE_VERSION,
    schema_version: sql.get<{ version: number }>('SELECT max(version) AS version FROM schema_migrations')?.version ?? 0,
    exported_at: new Date(now).toISOString(),
    exported_by: principal.id,
    tables: tables.map(({ name, columns }) => ({ name, columns: [...columns], rows: countRows(sql, name) })),
    sequences: Object.fromEntries(
      sql
        .all<{ name: string; seq: number }>('SELECT name, seq FROM sqlite_sequence')
        .map(({ name, seq }) => [name, seq]),
    ),
    people: listPeople(sql).map(({ id, email }) => ({ id, email })),
    secrets: isWhole ? 0 : countRows(sql, 'secrets'),
    largest_row_bytes: Math.max(0, ...tables.map(table => measureLargest(sql, table))),
  }
}

const countRows = (sql: Sql, table: string): number =>
  sql.get<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)?.n ?? 0

/** Only texts make a row large. */
function measureLargest(sql: Sql, { name, columns }: Table): number {
  const length = columns.map(column => `coalesce(length(CAST(${column} AS BLOB)), 0)`).join(' + ')
  return sql.get<{ bytes: number | null }>(`SELECT max(${length}) AS bytes FROM ${name}`)?.bytes ?? 0
}

export interface Part {
  readonly rows: Cells[]
  /** Null where the table is read whole. */
  readonly next: (string | number)[] | null
}

export function readHeldPart({ sql, now }: Call, token: string, name: string, after: readonly SqlValue[] | null): Part {
  goOnCopying(sql, now, token)
  return readPart(sql, name, after)
}

/** @param after the key of the last row that was read; null from the beginning. @throws Problem where there is no such table. */
export function readPart(sql: Sql, name: string, after: readonly SqlValue[] | null, isWhole = false): Part {
  const table = listTables(sql, isWhole).find(one => one.name === name)
  if (!table) throw problem('archive-misfit', { what: `there is no table ${name}` })
  const { columns, key } = table
  const keys = key.join(', ')
  const selected = [...columns, ...key.map((column, i) => `${column} AS key_${i}`)].join(', ')
  const beyond = `WHERE (${keys}) > (${key.map(() => '?').join(', ')})`
  const rows: Cells[] = []
  let chars = 0
  let last = after
  // Few at a time: how much memory they take is known only when they are read.
  for (let step = FIRST_STEP; rows.length < PART_ROWS && chars < PART_CHARS; step = stepFor(chars, rows.length)) {
    const query = `SELECT ${selected} FROM ${name} ${last ? beyond : ''} ORDER BY ${keys} LIMIT ?`
    const found = sql.all(query, ...(last ?? []), step)
    for (const row of found) {
      const cells = columns.map(column => toCell(row[column] as SqlValue))
      rows.push(cells)
      chars += JSON.stringify(cells).length
      last = key.map((_, i) => row[`key_${i}`] as SqlValue)
      if (chars >= PART_CHARS) break
    }
    if (found.length < step && chars < PART_CHARS) return { rows, next: null }
  }
  return { rows, next: last as (string | number)[] }
}

const FIRST_STEP = 50
/** As many as fill a part, by what those before them took. */
const stepFor = (chars: number, read: number): number =>
  Math.max(1, Math.min(500, PART_ROWS - read, Math.ceil(((PART_CHARS - chars) * read) / Math.max(1, chars))))

export interface CarriedSecret {
  readonly place: string
  readonly account_id: number | null
  readonly last4: string | null
  readonly set_at: string | null
  readonly set_by: string | null
  readonly secret: Kept
}

/** Sealed; they are opened on their way out. Those that no key opens stay behind. */
export function readSecrets({ sql, now, isHeld }: Call, token: string): { secrets: CarriedSecret[]; lost: number } {
  goOnCopying(sql, now, token)
  const query = 'SELECT place, sealed, account_id, last4, set_at, set_by FROM secrets ORDER BY place'
  const all = sql.all<Omit<CarriedSecret, 'secret'> & { sealed: string }>(query)
  const held = all.filter(({ sealed }) => isHeld(sealed))
  return {
    secrets: held.map(({ sealed, ...rest }) => ({ ...rest, secret: { place: rest.place, sealed } })),
    lost: all.length - held.length,
  }
}

export function endReading({ sql, now }: Call, token: string): void {
  goOnCopying(sql, now, token)
  release(sql)
}
