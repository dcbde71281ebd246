/** Reading a workspace whole, part by part, while it is held. */
import type { Cells } from '../../core/archive/index.ts'
import type { Call } from '../../platform/call.ts'
import type { Kept } from '../../platform/seal.ts'
import type { Row, Sql, SqlValue } from '../../platform/sql.ts'
import { listPeople } from '../people/index.ts'
import { findHold, goOnCopying, holdForCopy, isInForce, release } from './holds.ts'
import { problem } from './problems.ts'
import { ARCHIVE_VERSION, type ArchiveHead } from './schema.ts'
import { listTables, type Table, toCell } from './tables.ts'

/** A part in the memory of whoever reads it; a row that is larger goes alone. */
const PART_BYTES = 1_000_000
const PART_ROWS = 2000
/** At a time. */
const MEASURED_ROWS = 200

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
  const { columns } = table
  const { count, isLast } = countNext(sql, table, after)
  const found = selectNext(sql, table, { columns, after, limit: count })
  const rows = found.map(row => columns.map(column => toCell(row[column] as SqlValue)))
  return { rows, next: isLast ? null : (keyOf(table, found.at(-1) as Row) as (string | number)[]) }
}

/** How many rows make a part, by their sizes alone: none of a large row is in memory that does not go out with it. */
function countNext(sql: Sql, table: Table, after: readonly SqlValue[] | null): { count: number; isLast: boolean } {
  const sizes = table.columns.map(column => `coalesce(octet_length(${column}), 0)`).join(' + ')
  let count = 0
  let bytes = 0
  for (let last = after; ; ) {
    const found = selectNext(sql, table, { columns: [`${sizes} AS row_bytes`], after: last, limit: MEASURED_ROWS })
    for (const row of found) {
      bytes += row.row_bytes as number
      if (count === PART_ROWS || (count > 0 && bytes > PART_BYTES)) return { count, isLast: false }
      count++
      last = keyOf(table, row)
    }
    if (found.length < MEASURED_ROWS) return { count, isLast: true }
  }
}

interface Next {
  readonly columns: readonly string[]
  readonly after: readonly SqlValue[] | null
  readonly limit: number
}

function selectNext(sql: Sql, { name, key }: Table, { columns, after, limit }: Next): Row[] {
  const keys = key.join(', ')
  const selected = [...columns, ...key.map((column, i) => `${column} AS key_${i}`)].join(', ')
  const beyond = after ? `WHERE (${keys}) > (${key.map(() => '?').join(', ')})` : ''
  return sql.all(`SELECT ${selected} FROM ${name} ${beyond} ORDER BY ${keys} LIMIT ?`, ...(after ?? []), limit)
}

const keyOf = ({ key }: Table, row: Row): SqlValue[] => key.map((_, i) => row[`key_${i}`] as SqlValue)

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
