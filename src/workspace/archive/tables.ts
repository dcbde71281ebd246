/** The tables of a workspace as an archive carries them: read from the database itself, so that a new one is in it from its first day. */
import type { Cells } from '../../core/archive/index.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'

/** What is rebuilt from the rest, or is of a moment only. */
const LEFT_OUT = new Set([
  // Which migrations were applied stands in the archive's head.
  'schema_migrations',
  'archive_holds',
  // Rebuilt from the turns, in portions.
  'brief_states',
  'turn_index_progress',
  'turn_index_changed',
  // Claims run out within minutes, and repeated requests find no answer kept for them elsewhere.
  'leases',
  'idempotency_keys',
  // Sealed with a key that stays where it is; what no key has sealed yet goes nowhere.
  'secrets',
  'unsealed_secrets',
])

export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Its primary key, else the row's number. */
  readonly key: readonly string[]
}

/** Those that others refer to come first. @param isWhole with secrets, sealed as they are: for a backup, which goes back to the same keys. */
export function listTables(sql: Sql, isWhole = false): Table[] {
  const names = listNames(sql).filter(name => !LEFT_OUT.has(name) || (isWhole && name === 'secrets'))
  return inOrder(sql, names).map(name => describe(sql, name))
}

/** Without those of SQLite, of the platform (`_cf_KV`, `__miniflare_do_name`), and of a full-text index, which go with it. */
export function listNames(sql: Sql): string[] {
  const rows = sql.all<{ name: string; sql: string }>(
    `SELECT name, sql FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'
     AND name NOT LIKE '\\_%' ESCAPE '\\' ORDER BY name`,
  )
  const indexes = rows.filter(({ sql: text }) => /^CREATE VIRTUAL/i.test(text)).map(({ name }) => name)
  const isPart = (name: string) => indexes.some(index => name === index || name.startsWith(`${index}_`))
  const ours = new Set(['turn_index_progress', 'turn_index_changed'])
  return rows.map(({ name }) => name).filter(name => !isPart(name) || ours.has(name))
}

export const listVirtual = (sql: Sql): string[] =>
  sql
    .all<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE 'CREATE VIRTUAL%'")
    .map(({ name }) => name)

function describe(sql: Sql, name: string): Table {
  const columns = sql.all<{ name: string; pk: number }>('SELECT name, pk FROM pragma_table_info(?) ORDER BY cid', name)
  const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
  return {
    name,
    columns: columns.map(column => column.name),
    key: key.length > 0 ? key.map(column => column.name) : ['rowid'],
  }
}

/** Each after those that it refers to. */
export function inOrder(sql: Sql, names: readonly string[]): string[] {
  const ordered: string[] = []
  const visit = (name: string) => {
    if (ordered.includes(name)) return
    const others = sql.all<{ table: string }>('SELECT "table" FROM pragma_foreign_key_list(?)', name)
    for (const { table } of others) if (table !== name && names.includes(table)) visit(table)
    ordered.push(name)
  }
  for (const name of names) visit(name)
  return ordered
}

type Cell = Cells[number]

/** As JSON carries it. */
export const toCell = (value: SqlValue): Cell =>
  value instanceof Uint8Array || (value as unknown) instanceof ArrayBuffer
    ? { base64: btoa(String.fromCharCode(...new Uint8Array(value as Uint8Array))) }
    : (value as Cell)

export const fromCell = (cell: Cell): SqlValue =>
  cell !== null && typeof cell === 'object'
    ? Uint8Array.from(atob(cell.base64), character => character.charCodeAt(0))
    : cell
