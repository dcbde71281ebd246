/** An archive as a file: gzip of lines of JSON; the head, parts of rows, the secrets, and at the end what all of it must add up to. */
import { createHash, type Hash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ArchiveHead, Cells } from '../../client/archive-calls.ts'
import { Failure } from '../failure.ts'
import type { SealedSecrets } from './seal-secrets.ts'

export interface Sums {
  /** Of each table: how many rows, and the SHA-256 of their JSON. */
  readonly tables: Readonly<Record<string, { readonly rows: number; readonly sha256: string }>>
  /** Of every line before this one. */
  readonly sha256: string
}

export type Line =
  | { readonly paas: 'archive'; readonly head: ArchiveHead }
  | { readonly table: string; readonly offset: number; readonly rows: readonly Cells[] }
  | { readonly secrets: SealedSecrets }
  | { readonly end: Sums }

export interface ArchiveFile {
  head(head: ArchiveHead): Promise<void>
  part(table: string, rows: readonly Cells[]): Promise<void>
  secrets(sealed: SealedSecrets): Promise<void>
  /** The file is there, whole. */
  end(): Promise<Sums>
  /** It is not. */
  abandon(): void
}

export function createArchive(file: string): ArchiveFile {
  const half = `${file}.${process.pid}.part`
  // A link that somebody has laid there is not followed; on the disk before it is there under its name.
  const out = createWriteStream(half, { mode: 0o600, flags: 'wx', flush: true })
  const gzip = createGzip({ level: 6 })
  gzip.pipe(out)
  let failure: Error | undefined
  const all = createHash('sha256')
  const tables = new Map<string, { rows: number; hash: Hash }>()
  const noteFailure = (error: Error) => {
    failure ??= error
    gzip.destroy()
  }
  out.on('error', noteFailure)
  gzip.on('error', noteFailure)

  async function line(value: Line): Promise<void> {
    if (failure) throw unwritable(file, failure)
    const text = `${JSON.stringify(value)}\n`
    all.update(text)
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), once(out, 'close')]).catch(noteFailure)
  }

  return {
    head: head => line({ paas: 'archive', head }),
    part(table, rows) {
      const sum = tables.get(table) ?? { rows: 0, hash: createHash('sha256') }
      tables.set(table, sum)
      const offset = sum.rows
      sum.rows += rows.length
      for (const row of rows) sum.hash.update(JSON.stringify(row))
      return line({ table, offset, rows })
    },
    secrets: sealed => line({ secrets: sealed }),
    async end() {
      const sums: Sums = {
        tables: Object.fromEntries(
          [...tables].map(([name, { rows, hash }]) => [name, { rows, sha256: hash.digest('hex') }]),
        ),
        sha256: all.copy().digest('hex'),
      }
      await line({ end: sums })
      gzip.end()
      await finished(out).catch(noteFailure)
      if (failure) throw unwritable(file, failure)
      renameSync(half, file)
      return sums
    },
    abandon() {
      gzip.destroy()
      out.destroy()
      rmSync(half, { force: true })
    },
  }
}

const unwritable = (file: string, error: Error) =>
  new Failure(`${file} cannot be written: ${error.message}`, { code: 'file-unwritable' })
