/** An archive as a file: gzip of its lines, there when it is whole. */
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream, renameSync, rmSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import type { ArchiveHead } from '../../client/archive-calls.ts'
import { type Cells, type Hash, type SealedSecrets, writeLines } from '../../core/archive/index.ts'
import { Failure } from '../failure.ts'

export interface ArchiveFile {
  head(head: ArchiveHead): Promise<void>
  part(table: string, rows: readonly Cells[]): Promise<void>
  secrets(sealed: SealedSecrets): Promise<void>
  /** The file is there, whole. */
  end(): Promise<void>
  /** It is not. */
  abandon(): void
}

export function nodeHash(): Hash {
  const hash = createHash('sha256')
  return { update: text => void hash.update(text), digest: () => hash.digest('hex') }
}

export function createArchive(file: string): ArchiveFile {
  const half = `${file}.${process.pid}.part`
  // A link that somebody has laid there is not followed; on the disk before it is there under its name.
  const out = createWriteStream(half, { mode: 0o600, flags: 'wx', flush: true })
  const gzip = createGzip({ level: 6 })
  gzip.pipe(out)
  const lines = writeLines<ArchiveHead>(nodeHash)
  let failure: Error | undefined
  const noteFailure = (error: Error) => {
    failure ??= error
    gzip.destroy()
  }
  out.on('error', noteFailure)
  gzip.on('error', noteFailure)

  async function write(text: string): Promise<void> {
    if (failure) throw unwritable(file, failure)
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), once(out, 'close')]).catch(noteFailure)
  }

  return {
    head: head => write(lines.head(head)),
    part: (table, rows) => write(lines.part(table, rows)),
    secrets: sealed => write(lines.secrets(sealed)),
    async end() {
      await write(lines.end().text)
      gzip.end()
      await finished(out).catch(noteFailure)
      if (failure) throw unwritable(file, failure)
      renameSync(half, file)
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
