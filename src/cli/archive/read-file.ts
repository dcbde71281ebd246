/** Reads an archive's file: once to see that it is whole, then part by part. */
import { createHash, type Hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { ArchiveHead } from '../../client/archive-calls.ts'
import { Failure } from '../failure.ts'
import { fileFailure } from '../log/file-failure.ts'
import type { SealedSecrets } from './seal-secrets.ts'
import type { Line, Sums } from './write-file.ts'

/** A line is a part of some megabytes; one that is endless is none of ours. */
const LINE_CHARS_MAX = 64 * 1_048_576

export interface Verified {
  readonly head: ArchiveHead
  readonly sums: Sums
  /** Absent where the archive carries none. */
  readonly secrets?: SealedSecrets
}

/** @throws Failure that says what is wrong with it: nothing has been changed by then. */
export async function verifyArchive(file: string): Promise<Verified> {
  const all = createHash('sha256')
  const tables = new Map<string, { rows: number; hash: Hash }>()
  let head: ArchiveHead | undefined
  let secrets: SealedSecrets | undefined
  let sums: Sums | undefined
  for await (const { line, text } of linesOf(file)) {
    if (sums) throw broken(file, 'something stands behind its end')
    if ('end' in line) {
      sums = line.end
      if (sums.sha256 !== all.digest('hex')) throw broken(file, 'its lines are not those that were written')
      continue
    }
    all.update(text)
    if ('paas' in line) head = line.head
    else if ('secrets' in line) secrets = line.secrets
    else if (head && 'table' in line) add(tables, line)
    else throw broken(file, 'it does not begin with its head')
  }
  if (!head) throw broken(file, 'it has no head')
  if (!sums) throw broken(file, 'its end is missing: it was broken off')
  for (const { name, rows } of head.tables) {
    const sum = tables.get(name)
    if ((sum?.rows ?? 0) !== rows) throw broken(file, `${name} has ${sum?.rows ?? 0} rows in place of ${rows}`)
    if (sum && sum.hash.digest('hex') !== sums.tables[name]?.sha256)
      throw broken(file, `the rows of ${name} were changed`)
  }
  return { head, sums, ...(secrets && { secrets }) }
}

function add(tables: Map<string, { rows: number; hash: Hash }>, { table, rows }: Extract<Line, { table: string }>) {
  const sum = tables.get(table) ?? { rows: 0, hash: createHash('sha256') }
  tables.set(table, sum)
  sum.rows += rows.length
  for (const row of rows) sum.hash.update(JSON.stringify(row))
}

/** The parts alone. */
export async function* partsOf(file: string) {
  for await (const { line } of linesOf(file)) if ('table' in line) yield line
}

async function* linesOf(file: string): AsyncGenerator<{ line: Line; text: string }> {
  const source = createReadStream(file)
  const unpacked = source.pipe(createGunzip())
  source.on('error', error => unpacked.destroy(error))
  try {
    for await (const text of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (text.length > LINE_CHARS_MAX) throw broken(file, 'a line of it is endless')
      yield { line: parse(file, text), text: `${text}\n` }
    }
  } catch (error) {
    if (error instanceof Failure) throw error
    const { code = '' } = error as NodeJS.ErrnoException
    throw code.startsWith('Z_')
      ? broken(file, 'it is no gzip, or was broken off')
      : fileFailure(file, error as NodeJS.ErrnoException)
  } finally {
    source.destroy()
  }
}

function parse(file: string, text: string): Line {
  try {
    return JSON.parse(text) as Line
  } catch {
    throw broken(file, 'a line of it is no JSON')
  }
}

const broken = (file: string, what: string) =>
  new Failure(`${file} is no whole archive: ${what}. Nothing was changed.`, {
    code: 'archive-broken',
    suggestion: 'Export it anew, or take another copy of the file.',
  })
