/** Follows one log: reads what is new in it, to the end of its last whole line, and records that. */
import { closeSync, openSync, readSync } from 'node:fs'
import { setImmediate as breath } from 'node:timers/promises'
import { type Client, openRecorder, type Recorder } from '../../client/index.ts'
import { fingerprint } from '../../core/fingerprint.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { Importer, LineReader } from '../../importers/importer.ts'
import { importers } from '../../importers/list.ts'
import { recognise } from '../../importers/recognise.ts'
import type { LineSplitter } from '../log/read-lines.ts'
import { splitLog } from '../log/split-log.ts'
import { keepHeapSmall } from '../small-heap.ts'
import type { FoundLog } from './find-logs.ts'
import { findPlace } from './find-place.ts'
import type { LogEntry } from './log-book.ts'
import type { CaughtUp } from './open-readings.ts'
import { readSignedIn } from './signed-in.ts'

const CHUNK_BYTES = 1_048_576
const HEAD_BYTES = 65_536
/** So much of a log's beginning tells whether it is still the same log. */
const SAME_BYTES = 1024
/** A log that was written to in the last half hour is a session in progress. */
const LIVE_MS = 30 * 60_000

export interface Follower {
  /** Reads on. @returns the entry as it is now, and what was recorded. */
  catchUp(found: FoundLog, entry: LogEntry): Promise<CaughtUp>
}

export interface FollowerParts {
  readonly capture: Client['capture']
  readonly now: () => number
}

interface Reading {
  readonly reader: LineReader
  readonly recorder: Recorder
  readonly splitter: LineSplitter
  /** Bytes that were given to the splitter. */
  at: number
  /** What stands before was read by an earlier process: it is read again for its meaning, not recorded again. */
  muted: boolean
  pushed: boolean
  /** The file was written to a short while ago. */
  live: boolean
}

export function openFollower({ capture, now }: FollowerParts): Follower {
  let reading: Reading | null = null

  async function open(found: FoundLog, importer: Importer, head: string): Promise<Reading> {
    const begun: Reading = { at: 0, muted: false, pushed: false, live: false } as Reading
    const recorder = openRecorder({
      tool: importer.id,
      head,
      file: found.path,
      project: meta => (meta?.cwd === undefined ? undefined : findPlace(meta.cwd)),
      isLive: () => begun.live,
      // Who is signed in now wrote what is written now; an older log may be of whoever was before.
      email: () => (begun.live && found.settings ? readSignedIn(found.settings) : undefined),
      send: capture,
    })
    const reader = await importer.open((event: TranscriptEvent) => {
      // What the log says of itself holds for what comes.
      if (begun.muted && event.type !== 'meta' && event.type !== 'session') return
      if (!begun.muted) begun.pushed = true
      recorder.push(event)
    })
    const skip = (line: number, reason: string) => recorder.push({ type: 'skip', line, reason })
    return Object.assign(begun, { recorder, reader, splitter: splitLog(importer, reader, skip) })
  }

  return {
    async catchUp(found, before) {
      const file = openSync(found.path, 'r')
      try {
        const rewritten = !isSame(file, found, before)
        const entry = rewritten ? anew(before) : before
        const grows = found.path.endsWith('.jsonl')
        if (rewritten || !grows) reading = null
        const head = text(file, HEAD_BYTES)
        const importer = importerOf(found.tool, head)
        if (!importer) return { entry: { ...entry, ...seen(found, file), error: 'no transcript' }, recorded: null }
        reading ??= await open(found, importer, head)
        reading.live = now() - found.mtimeMs < LIVE_MS
        await readTo(reading, file, found.size, grows ? entry.read_bytes : 0)
        const finished = isWhole(reading, file, grows)
        reading.reader.end()
        const recorded = reading.pushed ? await reading.recorder.finish() : null
        reading.pushed = false
        const read_bytes = finished ? found.size : reading.at - reading.splitter.openBytes
        if (finished && reading.splitter.openBytes > 0) reading = null
        return {
          entry: {
            ...entry,
            ...seen(found, file),
            read_bytes,
            skipped: recorded?.skipped ?? entry.skipped,
            error: null,
          },
          recorded,
        }
      } catch (error) {
        reading = null
        throw error
      } finally {
        closeSync(file)
      }
    },
  }
}

/** Reads up to `to`; what stands before `known` says nothing new. */
async function readTo(reading: Reading, file: number, to: number, known: number): Promise<void> {
  const memory = Buffer.allocUnsafeSlow(Math.min(CHUNK_BYTES, Math.max(0, to - reading.at)))
  while (reading.at < to) {
    reading.muted = reading.at < known
    const end = reading.muted ? Math.min(known, to) : to
    const bytes = readSync(file, memory, 0, Math.min(memory.length, end - reading.at), reading.at)
    if (bytes === 0) return
    reading.at += bytes
    reading.splitter.chunk(memory.subarray(0, bytes))
    keepHeapSmall()
    while (reading.recorder.isFull()) await reading.recorder.send()
    // Whoever else this process serves comes first.
    await breath()
  }
  reading.muted = false
}

/** A last line without its line break is read where it is whole JSON; else it is being written. */
function isWhole({ splitter, at }: Reading, file: number, grows: boolean): boolean {
  if (splitter.openBytes === 0) return true
  if (grows) {
    const line = text(file, splitter.openBytes, at - splitter.openBytes)
    if (!isJson(line)) return false
  }
  splitter.end()
  return true
}

function isJson(line: string): boolean {
  try {
    JSON.parse(line)
    return true
  } catch {
    return false
  }
}

function importerOf(tool: string, head: string): Importer | null {
  const own = importers.find(importer => importer.id === tool)
  return own && own.recognise(head) > 0 ? own : recognise(head)
}

/** The file goes on from where it was read to. */
function isSame(file: number, found: FoundLog, entry: LogEntry): boolean {
  if (entry.read_bytes === 0 && entry.head === '') return true
  return found.size >= entry.read_bytes && headOf(file, Number(entry.head.split(':')[0])) === entry.head
}

/** It was written anew: it is read from the beginning, and its archive begins again beside the old one. */
const anew = (entry: LogEntry): LogEntry => ({
  ...entry,
  read_bytes: 0,
  generation: entry.generation + 1,
  archived_bytes: 0,
  archive_size: 0,
})

const seen = ({ inode, size, mtimeMs }: FoundLog, file: number) => ({
  inode,
  size,
  mtime_ms: mtimeMs,
  head: headOf(file, Math.min(size, SAME_BYTES)),
  gone_at_ms: null,
})

const headOf = (file: number, bytes: number): string => `${bytes}:${fingerprint(text(file, bytes))}`

function text(file: number, bytes: number, from = 0): string {
  const memory = Buffer.allocUnsafe(bytes)
  return memory.toString('utf8', 0, readSync(file, memory, 0, bytes, from))
}
