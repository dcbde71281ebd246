/** Keeps a workspace current with the logs of this machine: a sweep finds what changed, then every write is followed. */
import { lstatSync } from 'node:fs'
import { join } from 'node:path'
import type { Client, Recorded } from '../../client/index.ts'
import { openArchive } from './archive.ts'
import { type FoundLog, findLogs, findTools, gatherLogs, logAt, type Search } from './find-logs.ts'
import { type LogEntry, newEntry, openBook } from './log-book.ts'
import { openEars } from './open-ears.ts'
import { openReadings } from './open-readings.ts'

export type WatchNews =
  | { readonly kind: 'recorded'; readonly log: FoundLog; readonly recorded: Recorded }
  | { readonly kind: 'failed'; readonly path: string; readonly reason: string }
  | { readonly kind: 'sweeping'; readonly done: number; readonly of: number; readonly bytes: number }

export interface Swept {
  readonly logs: number
  /** Logs that were new or had grown. */
  readonly changed: number
  readonly turns: number
  readonly failed: number
  readonly bytes: number
}

export interface WatchParts {
  readonly env: NodeJS.ProcessEnv
  /** Of the data, where the book and the archive stand. */
  readonly folder: string
  readonly bookName?: string
  readonly capture: Client['capture']
  readonly now: () => number
  readonly tell: (news: WatchNews) => void
}

export interface Watch {
  /** Brings everything up to date. */
  sweep(): Promise<Swept>
  /** Reads what is written from now on, as it is written. */
  follow(): void
  close(): Promise<void>
}

/** Logs read at a time: while one waits to be recorded, the next is read. */
const READ_AT_ONCE = 16
/** Of a growing log so much waits before it is packed: small frames pack badly. */
const ARCHIVE_BYTES = 512 * 1024
const QUIET_MS = 60_000
/** Writes come in bursts. */
const BURST_MS = 15
/** What no event told is found by looking. */
const SWEEP_EVERY_MS = 20_000
const PACKING_MAX = 32

/** Of what this machine's own workspace was told. */
export const LOCAL_BOOK = 'watch.db'
export const bookPath = (folder: string): string => join(folder, LOCAL_BOOK)

export function openWatch({ env, folder, bookName = LOCAL_BOOK, capture, now, tell }: WatchParts): Watch {
  const book = openBook(join(folder, bookName))
  const archive = openArchive(folder)
  const readings = openReadings(capture)
  const dirty = new Set<string>()
  const packing = new Set<Promise<void>>()
  const tools = findTools(env)
  let turn: Promise<unknown> = Promise.resolve()
  let burst: NodeJS.Timeout | undefined
  let sweeping: NodeJS.Timeout | undefined
  let follows = false
  let closed = false
  const ears = openEars(path => {
    const log = logAt(path, tools)
    if (log) dirty.add(path)
    // A new folder may hold logs already.
    if (log) burst ??= setTimeout(() => void inTurn(readDirty), BURST_MS)
    else if (isNewFolder(path)) burst ??= setTimeout(() => void inTurn(sweepNow), BURST_MS)
  })
  const isNewFolder = (path: string) =>
    !ears.listensIn(path) && lstatSync(path, { throwIfNoEntry: false })?.isDirectory()

  /** One thing at a time, in order. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work)
    turn = done.catch(() => {})
    return done
  }

  async function readDirty(): Promise<void> {
    burst = undefined
    for (const path of [...dirty]) {
      dirty.delete(path)
      const found = logAt(path, tools)
      const entry = book.find(path) ?? newEntry(path, found?.tool ?? '')
      if (found && hasChanged(found, entry)) await read(found, entry)
    }
  }

  async function sweepNow(): Promise<Swept> {
    burst = undefined
    const unreadable = gatherLogs(tools)
    const search = findLogs(tools)
    search.unreadable.push(...unreadable)
    const entries = new Map(book.list().map(entry => [entry.path, entry]))
    noteGone(search, entries)
    const changed = search.logs.filter(log => hasChanged(log, entries.get(log.path)))
    const total = { turns: 0, failed: 0, bytes: 0 }
    const left = changed.values()
    let done = 0
    async function readNext(): Promise<void> {
      // Those who read share one row of logs: each takes the next.
      for (const log of left) {
        if (closed) return
        const recorded = await read(log, entries.get(log.path) ?? newEntry(log.path, log.tool))
        total.bytes += log.size
        if (recorded === 'failed') total.failed++
        else total.turns += recorded?.turnsAdded ?? 0
        tell({ kind: 'sweeping', done: ++done, of: changed.length, bytes: total.bytes })
      }
    }
    await Promise.all(Array.from({ length: READ_AT_ONCE }, readNext))
    await packQuiet()
    if (follows && !closed) ears.listen(search.folders)
    for (const { path, reason } of search.unreadable) tell({ kind: 'failed', path, reason })
    const { turns, bytes, failed } = total
    return {
      logs: search.logs.length,
      changed: changed.length,
      turns,
      bytes,
      failed: failed + search.unreadable.length,
    }
  }

  async function read(found: FoundLog, before: LogEntry): Promise<Recorded | null | 'failed'> {
    try {
      const { entry, recorded } = await readings.read(found, before)
      const grows = found.path.endsWith('.jsonl')
      // What is written anew every time is packed anew every time.
      const kept = grows ? entry : { ...entry, archived_bytes: 0, archive_size: 0 }
      book.put(kept)
      if (entry.error !== null) tell({ kind: 'failed', path: found.path, reason: entry.error })
      if (recorded) tell({ kind: 'recorded', log: found, recorded })
      if (kept.archive_size === 0 || kept.read_bytes - kept.archived_bytes >= ARCHIVE_BYTES) await pack(kept)
      return entry.error === null ? recorded : 'failed'
    } catch (error) {
      tell({ kind: 'failed', path: found.path, reason: (error as Error).message })
      return 'failed'
    }
  }

  /** Packs a log beside the reading; at most a few wait. */
  async function pack(entry: LogEntry): Promise<void> {
    while (packing.size >= PACKING_MAX) await Promise.race(packing)
    const job = archive
      .keep(entry, entry.read_bytes)
      .then(size => {
        const latest = book.find(entry.path)
        if (latest?.generation !== entry.generation) return
        book.put({ ...latest, archived_bytes: entry.read_bytes, archive_size: size })
      })
      .catch(error => {
        if (!closed) tell({ kind: 'failed', path: entry.path, reason: `not archived: ${(error as Error).message}` })
      })
      .finally(() => packing.delete(job))
    packing.add(job)
  }

  async function packQuiet(): Promise<void> {
    for (const entry of book.list()) {
      const waits = entry.error === null && entry.gone_at_ms === null && entry.archived_bytes < entry.read_bytes
      if (waits && now() - entry.mtime_ms >= QUIET_MS) await pack(entry)
    }
  }

  /** What a tool has deleted stays in the archive and in the workspace. */
  function noteGone({ logs }: Search, entries: Map<string, LogEntry>): void {
    const here = new Set(logs.map(log => log.path))
    for (const entry of entries.values()) {
      if (entry.gone_at_ms === null && !here.has(entry.path)) book.put({ ...entry, gone_at_ms: now() })
    }
  }

  return {
    sweep: () => inTurn(sweepNow),
    follow() {
      if (closed) return
      follows = true
      // What was written since the last sweep, and from now on.
      void inTurn(sweepNow)
      sweeping = setInterval(() => void inTurn(sweepNow), SWEEP_EVERY_MS)
    },
    async close() {
      closed = true
      ears.close()
      clearTimeout(burst)
      clearInterval(sweeping)
      await readings.close()
      await turn
      await Promise.allSettled(packing)
      await archive.close()
      book.close()
    },
  }
}

function hasChanged(log: FoundLog, entry: LogEntry | undefined): boolean {
  return entry === undefined || entry.size !== log.size || entry.mtime_ms !== log.mtimeMs || entry.inode !== log.inode
}
