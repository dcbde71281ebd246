/**
 * Where a statusline leaves its readings for the process that holds the workspace: lines in a file, so that it waits for
 * nobody. What was taken from there is noted beside it, with the account to go on with.
 */
import {
  closeSync,
  existsSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { ReadingEvent } from '../../core/transcript/event.ts'

export interface Left {
  /** Epoch milliseconds. */
  readonly at: number
  readonly sessionKey: string
  readonly file?: string | undefined
  readonly readings: readonly ReadingEvent[]
}

/** Of a session, what was taken last. */
export interface Taken {
  readonly at: number
  /** As `figures` gives them. */
  readonly said: string
  readonly next: string | null
}

/** Where nobody takes them for so long, the older ones go. */
const BYTES_MAX = 512 * 1024
const LINE_BYTES_MAX = 4096
/** The same figures are left again after so long, so that their age is known. */
const AGAIN_MS = 60_000
const SESSIONS_MAX = 50

export const spoolFolder = (folder: string): string => join(folder, 'statusline')
const waitingPath = (folder: string) => join(spoolFolder(folder), 'readings.jsonl')
const takingPath = (folder: string) => join(spoolFolder(folder), 'taking.jsonl')
const takenPath = (folder: string) => join(spoolFolder(folder), 'taken.json')

export function leave(folder: string, left: Left, taken: Taken | null): void {
  if (isSaid(taken, left)) return
  const file = openToAppend(folder)
  try {
    const { size } = fstatSync(file)
    if (isSaid(lastLine(file, size, left.sessionKey), left)) return
    if (size > BYTES_MAX) ftruncateSync(file, 0)
    writeSync(file, `${JSON.stringify(left)}\n`)
  } finally {
    closeSync(file)
  }
}

function openToAppend(folder: string): number {
  try {
    return openSync(waitingPath(folder), 'a+', 0o600)
  } catch {
    mkdirSync(spoolFolder(folder), { recursive: true, mode: 0o700 })
    return openSync(waitingPath(folder), 'a+', 0o600)
  }
}

const figures = (readings: readonly ReadingEvent[]): string =>
  readings.map(({ window, usedPercent, resetsAt }) => `${window} ${usedPercent} ${resetsAt}`).join(', ')

const isSaid = (before: Pick<Taken, 'at' | 'said'> | null, { at, readings }: Left): boolean =>
  before !== null && before.said === figures(readings) && at - before.at < AGAIN_MS

function lastLine(file: number, size: number, sessionKey: string): Pick<Taken, 'at' | 'said'> | null {
  const bytes = Math.min(size, LINE_BYTES_MAX)
  if (bytes === 0) return null
  const memory = Buffer.allocUnsafe(bytes)
  readSync(file, memory, 0, bytes, size - bytes)
  const left = parse(memory.toString('utf8').trimEnd().split('\n').at(-1) ?? '')
  return left?.sessionKey === sessionKey ? { at: left.at, said: figures(left.readings) } : null
}

function parse(line: string): Left | null {
  try {
    const left = JSON.parse(line) as Left
    return typeof left.at === 'number' && typeof left.sessionKey === 'string' && Array.isArray(left.readings)
      ? left
      : null
  } catch {
    return null
  }
}

/** What waits, the oldest first; it waits on until `taken` is called. Only for the process that holds the folder. */
export function take(folder: string): {
  readonly left: readonly Left[]
  taken(sessions: ReadonlyMap<string, Taken>): void
} {
  const taking = takingPath(folder)
  // One that ended while it took them has left its file behind: that comes first.
  if (!existsSync(taking) && existsSync(waitingPath(folder))) renameSync(waitingPath(folder), taking)
  const lines = existsSync(taking) ? readFileSync(taking, 'utf8').split('\n') : []
  return {
    left: lines.map(parse).filter(left => left !== null),
    taken(sessions) {
      if (sessions.size > 0) noteTaken(folder, sessions)
      rmSync(taking, { force: true })
    },
  }
}

function noteTaken(folder: string, sessions: ReadonlyMap<string, Taken>): void {
  const all = [...Object.entries(readAllTaken(folder)), ...sessions]
  const newest = [...new Map(all)].sort(([, a], [, b]) => b.at - a.at).slice(0, SESSIONS_MAX)
  const path = takenPath(folder)
  writeFileSync(`${path}.new`, JSON.stringify(Object.fromEntries(newest)), { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function readAllTaken(folder: string): Record<string, Taken> {
  try {
    return JSON.parse(readFileSync(takenPath(folder), 'utf8')) as Record<string, Taken>
  } catch {
    return {}
  }
}

export const readTaken = (folder: string, sessionKey: string): Taken | null =>
  Object.entries(readAllTaken(folder)).find(([key]) => key === sessionKey)?.[1] ?? null

/** What is noted of readings that were taken now. */
export const takenNow = ({ at, readings }: Left, next: string | null): Taken => ({ at, said: figures(readings), next })
