/** For logs that are JSON values, each the record of something: reads one after another, whatever one of them holds. */
import type { TranscriptEvent } from './event.ts'
import { type Json, parseLine } from './json.ts'

/** Tells what is in `record`, which begins on `line`. */
export type ReadValue = (record: Json, line: number, out: TranscriptEvent[]) => void

export function openValues(emit: (event: TranscriptEvent) => void, read: ReadValue) {
  return {
    line(text: string, line: number): void {
      if (text.trim() === '') return
      const parsed = parseLine(text)
      if ('reason' in parsed) {
        emit({ type: 'skip', line, reason: parsed.reason })
        return
      }
      const out: TranscriptEvent[] = []
      try {
        read(parsed.record, line, out)
      } catch (error) {
        const reason = `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`
        out.push({ type: 'skip', line, reason })
      }
      for (const event of out) emit(event)
    },
    end(): void {},
  }
}
