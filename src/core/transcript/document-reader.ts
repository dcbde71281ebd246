/** For formats that only make sense as a whole document: keeps the lines and reads them where the log ends. */
import type { TranscriptEvent } from './event.ts'

/** `at` (from 1) is the line number that the event's `line` must tell for `lines[at - 1]`. */
export type ReadDocument = (lines: readonly string[]) => TranscriptEvent[]

/**
 * A line reader over `read`. When the log goes on after its end, it is read again, and what is new or has grown is
 * told: turns keep their keys.
 */
export function openDocument(emit: (event: TranscriptEvent) => void, read: ReadDocument) {
  const lines: string[] = []
  const told = new Map<string, string>()
  return {
    line(text: string, number: number): void {
      const clean = text.endsWith('\r') ? text.slice(0, -1) : text
      lines[number - 1] = number === 1 && clean.startsWith('\ufeff') ? clean.slice(1) : clean
    },
    end(): void {
      for (let index = 0; index < lines.length; index++) lines[index] ??= ''
      for (const event of readSafely(lines, read)) {
        const key = event.type === 'turn' ? event.key : `${event.type}:${event.line}`
        const said = event.type === 'turn' ? event.text : JSON.stringify(event)
        if (told.get(key) === said) continue
        told.set(key, said)
        emit(event)
      }
    },
  }
}

function readSafely(lines: readonly string[], read: ReadDocument): TranscriptEvent[] {
  try {
    return read(lines)
  } catch (error) {
    return [
      { type: 'skip', line: 1, reason: `could not be read: ${error instanceof Error ? error.message : 'unknown'}` },
    ]
  }
}
