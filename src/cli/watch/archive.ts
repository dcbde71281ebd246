/** Keeps a packed copy of every log, so that what a tool deletes is not lost. Packing runs beside the reading. */
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Worker } from 'node:worker_threads'
import { createZstdDecompress } from 'node:zlib'
import type { LogEntry } from './log-book.ts'
import { startThread } from './start-thread.ts'

/** Bytes `from`..`to` of `source` are to stand behind the first `size` bytes of `target`. */
export interface PackJob {
  readonly id: number
  readonly source: string
  readonly from: number
  readonly to: number
  readonly target: string
  readonly size: number
}

export interface Archive {
  /** @returns the size of the archive that now holds the log up to `to`. */
  keep(entry: LogEntry, to: number): Promise<number>
  close(): Promise<void>
}

export type PackAnswer = { readonly id: number } & ({ readonly size: number } | { readonly error: string })

export function openArchive(folder: string): Archive {
  const waiting = new Map<number, { done(size: number): void; fail(error: Error): void }>()
  let thread: Worker | undefined
  let jobs = 0

  function fail(error: Error): void {
    thread = undefined
    for (const one of waiting.values()) one.fail(error)
    waiting.clear()
  }

  function open(): Worker {
    const opened = startThread('./archive-thread.ts')
    opened.on('message', (answer: PackAnswer) => {
      const one = waiting.get(answer.id)
      waiting.delete(answer.id)
      if (waiting.size === 0) opened.unref()
      if ('size' in answer) one?.done(answer.size)
      else one?.fail(new Error(answer.error))
    })
    opened.on('error', fail)
    opened.on('exit', () => fail(new Error('the archive was closed')))
    return opened
  }

  return {
    keep(entry, to) {
      const { path: source, archived_bytes: from, archive_size: size } = entry
      if (to <= from) return Promise.resolve(size)
      const id = ++jobs
      thread ??= open()
      thread.ref()
      return new Promise((done, fail) => {
        waiting.set(id, { done, fail })
        thread?.postMessage({ id, source, from, to, target: archivePath(folder, entry), size } satisfies PackJob)
      })
    },
    async close() {
      await thread?.terminate()
    },
  }
}

/** Named by a hash: whatever a log's path holds, its archive stays in the folder. */
export function archivePath(
  folder: string,
  { path, tool, generation }: Pick<LogEntry, 'path' | 'tool' | 'generation'>,
) {
  const name = createHash('sha256').update(path).digest('hex').slice(0, 32)
  return join(folder, 'archive', tool, name.slice(0, 2), `${name}.${generation}.zst`)
}

/** The log as it was archived; null where it was not. */
export function readArchived(folder: string, entry: LogEntry): Readable | null {
  const file = archivePath(folder, entry)
  if (entry.archive_size === 0 || !existsSync(file)) return null
  return createReadStream(file, { end: entry.archive_size - 1 }).pipe(createZstdDecompress())
}

/** Bytes that the archive takes. */
export function archiveSize(folder: string): number {
  const root = join(folder, 'archive')
  if (!existsSync(root)) return 0
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
}
