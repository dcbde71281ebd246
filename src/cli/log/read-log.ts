/** Drives an importer over a log: bytes to lines or values to events, with what could not be read told like any other skip. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { splitValues, VALUE_CHARS_MAX, type ValueSplitter } from '../../core/transcript/json-values.ts'
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
  let skips = 0
  let lastSkip = 0
  const tell = (event: TranscriptEvent) => {
    if (event.type === 'skip') {
      skips++
      lastSkip = event.line
    }
    emit(event)
  }
  const reader = await log.importer.open(tell)
  const tooLong = (what: string, max: number) => (line: number, size: number) => {
    const reason = `the ${what} is ${megabytes(size)} MB long; up to ${megabytes(max)} MB are read`
    tell({ type: 'skip', line, reason })
  }
  const splitter =
    log.importer.pieces === 'values'
      ? ofBytes(splitValues({ value: reader.line, tooLong: tooLong('value', VALUE_CHARS_MAX) }))
      : splitLines({ line: reader.line, tooLong: tooLong('line', LINE_BYTES_MAX) })
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
  const before = skips
  const cut = splitter.end() && skips > before
  const cutLine = cut ? lastSkip : null
  const { lines } = splitter
  reader.end()
  if (broken) tell({ type: 'skip', line: lines + 1, reason: `the file is damaged from here on: ${broken.message}` })
  return { lines, cutLine }
}

const megabytes = (bytes: number) => Math.round(bytes / 1_048_576)

function ofBytes(splitter: ValueSplitter): { chunk(bytes: Buffer): void; end(): boolean; readonly lines: number } {
  const decoder = new TextDecoder()
  return {
    chunk: bytes => splitter.chunk(decoder.decode(bytes, { stream: true })),
    end() {
      splitter.chunk(decoder.decode())
      return splitter.end()
    },
    get lines() {
      return splitter.lines
    },
  }
}

/** A packed file that ends early or holds nonsense; what came before it is good. */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_')
}
