/** Drives an importer over a log: bytes to lines or values to events, with what could not be read told like any other skip. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { OpenLog } from './open-log.ts'
import { splitLog } from './split-log.ts'

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
  const splitter = splitLog(log.importer, reader, (line, reason) => tell({ type: 'skip', line, reason }))
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

/** A packed file that ends early or holds nonsense; what came before it is good. */
function isDamage(error: unknown): error is Error {
  return error instanceof Error && String((error as NodeJS.ErrnoException).code).startsWith('Z_')
}
