/** Writing an archive into a workspace: wiped, brought to the archive's schema, filled part by part, brought up to date. */
import type { Cells } from '../../core/archive/index.ts'
import type { Call } from '../../platform/call.ts'
import type { Sealed } from '../../platform/seal.ts'
import type { Sql, SqlValue } from '../../platform/sql.ts'
import { lastFact } from '../activity/index.ts'
import { LATEST_VERSION, migrate } from '../migrations/index.ts'
import { listPeople, putPerson } from '../people/index.ts'
import { findHold, getWriting, holdForWriting, isInForce, noteTaken, release, type Writing } from './holds.ts'
import { PERSON_COLUMNS, pairPersons } from './persons.ts'
import { problem } from './problems.ts'
import type { ArchiveHead } from './schema.ts'
import { fromCell, listTables } from './tables.ts'
import { wipe } from './wipe.ts'

interface Wish {
  readonly head: ArchiveHead
  readonly digest: string
  readonly replace?: boolean | undefined
}

export interface Begun {
  readonly token: string
  /** How many rows of each table are in already. */
  readonly taken: Readonly<Record<string, number>>
  /** Of the archive's persons, those who are nobody here. */
  readonly strangers: number
}

/** Gone on with where the same archive was broken off. @param rowBytesMax of this runtime. @throws Problem, nothing was changed. */
export function beginWriting(call: Call, { head, digest, replace }: Wish, rowBytesMax: number): Begun {
  const { sql, now, principal } = call
  const { schema_version: found, largest_row_bytes: bytes } = head
  if (found > LATEST_VERSION) throw problem('archive-too-new', { found, known: LATEST_VERSION })
  if (bytes > rowBytesMax) throw problem('row-too-large-here', { bytes, bytesMax: rowBytesMax })
  const hold = findHold(sql)
  const strangersOf = ({ persons }: Writing) => head.people.filter(({ id }) => persons[id] === undefined).length
  if (hold?.kind === 'write' && hold.writing.digest === digest) {
    return { token: hold.token, taken: hold.writing.taken, strangers: strangersOf(hold.writing) }
  }
  if (hold?.kind === 'copy' && isInForce(hold, now)) throw problem('being-copied')
  if (hold?.kind !== 'write' && !replace && !isEmpty(sql)) throw problem('not-an-empty-workspace')
  const { people, told } = hold?.kind === 'write' ? hold.writing : { people: listPeople(sql), told: lastFact(sql) }
  wipe(sql)
  migrate(sql, now, found)
  const triggers = takeTriggers(sql)
  for (const { name } of listTables(sql, true)) sql.run(`DELETE FROM ${name}`)
  refuseMisfit(sql, head)
  const writing: Writing = { digest, taken: {}, triggers, people, told, persons: pairPersons(head, people, principal) }
  return { token: holdForWriting(sql, writing), taken: {}, strangers: strangersOf(writing) }
}

function isEmpty(sql: Sql): boolean {
  const any = 'SELECT 1 AS one FROM projects UNION ALL SELECT 1 FROM accounts UNION ALL SELECT 1 FROM sessions LIMIT 1'
  return sql.get(any) === undefined
}

/** Rows are taken in as they are: what a trigger would add is among them. */
function takeTriggers(sql: Sql): string[] {
  const triggers = sql.all<{ name: string; sql: string }>("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
  for (const { name } of triggers) sql.run(`DROP TRIGGER ${name}`)
  return triggers.map(({ sql: text }) => text)
}

/** The names go into statements: only those that are columns here. */
function refuseMisfit(sql: Sql, { tables }: ArchiveHead): void {
  const known = new Map(listTables(sql, true).map(table => [table.name, table.columns]))
  for (const { name, columns } of tables) {
    const ours = known.get(name)
    if (!ours) throw problem('archive-misfit', { what: `it has a table ${name}, which is unknown here` })
    const strange = columns.find(column => !ours.includes(column))
    if (strange) throw problem('archive-misfit', { what: `${name} has a column ${strange}, which is unknown here` })
  }
}

export interface PartWish {
  readonly token: string
  readonly table: string
  readonly columns: readonly string[]
  /** How many rows of the table come before it. */
  readonly offset: number
  readonly rows: readonly Cells[]
}

/** One that is in already is not taken in again. @returns how many rows of the table are in. */
export function writePart({ sql }: Call, { token, table, columns, offset, rows }: PartWish): { taken: number } {
  const writing = getWriting(sql, token)
  const taken = writing.taken[table] ?? 0
  if (offset < taken) return { taken }
  if (offset > taken) throw problem('archive-misfit', { what: `rows ${taken} to ${offset} of ${table} are missing` })
  const known = listTables(sql, true).find(({ name }) => name === table)
  const strange = columns.find(column => !known?.columns.includes(column))
  if (!known || strange) throw problem('archive-misfit', { what: `there is no ${table}.${strange ?? ''} here` })
  const insert = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`
  const person = columns.indexOf(PERSON_COLUMNS[table] ?? '')
  for (const row of rows) {
    if (row.length !== columns.length) throw problem('archive-misfit', { what: `a row of ${table} is not whole` })
    const values = row.map(fromCell)
    if (person >= 0) values[person] = writing.persons[String(values[person])] ?? values[person] ?? null
    // Two who are the same person here have one row; everything else is there once.
    takeIn(sql, table, table === 'people' ? insert.replace('INSERT', 'INSERT OR REPLACE') : insert, values)
  }
  noteTaken(sql, { ...writing, taken: { ...writing.taken, [table]: taken + rows.length } })
  return { taken: taken + rows.length }
}

function takeIn(sql: Sql, table: string, insert: string, values: readonly SqlValue[]): void {
  try {
    sql.run(insert, ...values)
  } catch (error) {
    // Which rule it breaks; SQLite names the column, never what stands in it.
    const { message } = error as Error
    if (!/constraint/i.test(message)) throw error
    throw problem('archive-misfit', { what: `a row of ${table} breaks a rule (${message})` })
  }
}

export interface SecretWish {
  readonly token: string
  readonly account_id: number | null
  readonly last4: string | null
  readonly set_at: string | null
  readonly set_by: string | null
}

export function writeSecret({ sql }: Call, wish: SecretWish, { place, sealed }: Sealed): void {
  getWriting(sql, wish.token)
  const { account_id, last4, set_at, set_by } = wish
  sql.run(
    'INSERT OR REPLACE INTO secrets (place, sealed, account_id, last4, set_at, set_by) VALUES (?, ?, ?, ?, ?, ?)',
    ...[place, sealed, account_id, last4, set_at, set_by],
  )
}

/** @throws Problem where rows are missing: then it can be gone on with. */
export function endWriting({ sql, now }: Call, token: string, head: ArchiveHead): { rows: number } {
  const writing = getWriting(sql, token)
  for (const { name, rows } of head.tables) {
    const taken = writing.taken[name] ?? 0
    if (taken !== rows) throw problem('archive-misfit', { what: `${name} has ${rows} rows, ${taken} of them came` })
  }
  const sequences = { ...head.sequences, facts: Math.max(writing.told, head.sequences.facts ?? 0) }
  for (const [name, seq] of Object.entries(sequences)) {
    sql.run('DELETE FROM sqlite_sequence WHERE name = ?', name)
    sql.run('INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)', name, seq)
  }
  for (const trigger of writing.triggers) sql.run(trigger)
  migrate(sql, now)
  for (const person of writing.people) putPerson(sql, person)
  release(sql)
  return { rows: head.tables.reduce((sum, { rows }) => sum + rows, 0) }
}

/** An empty workspace is left. */
export function giveUp({ sql, now }: Call): { was_writing: boolean } {
  const hold = findHold(sql)
  if (hold?.kind === 'write') {
    wipe(sql)
    migrate(sql, now)
  }
  release(sql)
  return { was_writing: hold?.kind === 'write' }
}
