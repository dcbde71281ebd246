/** Drives an importer over a log: bytes to lines to events, with what could not be read told like any other skip. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { OpenLog } from './open-log.ts'
import { LINE_BYTES_MAX, splitLines } from './read-lines.ts'

export interface LogEnd {
  readonly lines: number
  /** The last line has no line break and could not be read: the log was cut, or is being written. */
  readonly cutLine: number | null
}

/** @param pause awaited between chunks: what was emitted can be sent on, and progress shown. */
export async function readLog(
  log: OpenLog,
  emit: (event: TranscriptEvent) => void,
  pause: () => Promise<void> | undefined,
): Promise<LogEnd> {
  let lastSkip = 0
  const tell = (event: TranscriptEvent) => {
    if (event.type === 'skip') lastSkip = event.line
    emit(event)
  }
  const reader = log.importer.open(tell)
  const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)
  const splitter = splitLines({
    line: reader.line,
    tooLong: (line, bytes) => {
      const reason = `the line is ${megabytes(bytes)} MB long; up to ${megabytes(LINE_BYTES_MAX)} MB are read`
      tell({ type: 'skip', line, reason })
    },
  })
  let broken: Error | undefined
  try {
    for await (const chunk of log.chunks) {
      splitter.chunk(chunk)
      const waiting = pause()
      if (waiting) await waiting
    }
  } catch (error) {
    if (!isDamage(error)) throw error
    broken = error
  }
  const unfinished = splitter.end()
  const { lines } = splitter
  const cut = unfinished && lastSkip === lines
  reader.end()
  if (broken) tell({ type: 'skip', line: lines + 1, reason: `the file is damaged from here on: ${broken.message}` })
  return { lines, cutLine: cut ? lines : null }
}

/** A packed file that ends early or holds nonsense; what came before it is good. */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_')
}
