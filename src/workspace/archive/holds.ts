/**
 * A workspace that is copied is held: nobody changes it meanwhile, so that its parts fit together. One that is written into answers
 * nothing else at all. The hold is in the database, since an object may be evicted, and a process end, in between.
 */
import type { Sql } from '../../platform/sql.ts'
import type { Person } from '../people/index.ts'
import { problem } from './problems.ts'

/** Nobody has asked for a further part: whoever was copying it is gone. */
const COPY_MS = 60_000

export interface Writing {
  /** What tells this archive from others: the same one is gone on with. */
  readonly digest: string
  /** How many rows of each table are in. */
  readonly taken: Readonly<Record<string, number>>
  /** What the triggers are made anew from. */
  readonly triggers: readonly string[]
  /** The newest fact that somebody may have heard here: those to come are numbered behind it. */
  readonly told: number
  /** Who belonged to this workspace before. */
  readonly people: readonly Person[]
  /** Old id → id here. */
  readonly persons: Readonly<Record<string, string>>
}

export type Hold =
  | { readonly kind: 'copy'; readonly token: string; readonly untilMs: number }
  | { readonly kind: 'write'; readonly token: string; readonly writing: Writing }

/** Beside the migrations: what is written into a workspace takes everything away that these have made. */
export function prepareHolds(sql: Sql): void {
  sql.run(`CREATE TABLE IF NOT EXISTS archive_holds (
    id INTEGER PRIMARY KEY CHECK (id = 1), kind TEXT NOT NULL, token TEXT NOT NULL, until_ms INTEGER, writing TEXT)`)
}

interface Row {
  readonly kind: 'copy' | 'write'
  readonly token: string
  readonly until_ms: number | null
  readonly writing: string | null
}

export function findHold(sql: Sql): Hold | null {
  const row = sql.get<Row>('SELECT kind, token, until_ms, writing FROM archive_holds')
  if (!row) return null
  const { token } = row
  return row.kind === 'copy'
    ? { kind: 'copy', token, untilMs: row.until_ms ?? 0 }
    : { kind: 'write', token, writing: JSON.parse(row.writing ?? '{}') as Writing }
}

/** Copying that nobody goes on with holds nobody up. */
export const isInForce = (hold: Hold | null, now: number): hold is Hold =>
  hold !== null && (hold.kind === 'write' || hold.untilMs > now)

export function holdForCopy(sql: Sql, now: number): string {
  const token = crypto.randomUUID()
  put(sql, { kind: 'copy', token, until_ms: now + COPY_MS, writing: null })
  return token
}

/** @throws Problem where it has run out: what was read until then may not fit what follows. */
export function goOnCopying(sql: Sql, now: number, token: string): void {
  const hold = findHold(sql)
  if (hold?.kind !== 'copy' || hold.token !== token || !isInForce(hold, now)) throw problem('hold-lost')
  sql.run('UPDATE archive_holds SET until_ms = ?', now + COPY_MS)
}

export function holdForWriting(sql: Sql, writing: Writing): string {
  const token = crypto.randomUUID()
  put(sql, { kind: 'write', token, until_ms: null, writing: JSON.stringify(writing) })
  return token
}

/** @throws Problem where another archive is being written, or none. */
export function getWriting(sql: Sql, token: string): Writing {
  const hold = findHold(sql)
  if (hold?.kind !== 'write' || hold.token !== token) throw problem('hold-lost')
  return hold.writing
}

export function noteTaken(sql: Sql, writing: Writing): void {
  sql.run('UPDATE archive_holds SET writing = ?', JSON.stringify(writing))
}

export function release(sql: Sql): void {
  sql.run('DELETE FROM archive_holds')
}

function put(sql: Sql, { kind, token, until_ms, writing }: Row): void {
  sql.run(
    'INSERT OR REPLACE INTO archive_holds (id, kind, token, until_ms, writing) VALUES (1, ?, ?, ?, ?)',
    kind,
    token,
    until_ms,
    writing,
  )
}
