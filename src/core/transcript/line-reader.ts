/** For logs with a JSON record on each line: reads one after another, whatever one of them holds. */
import type { TranscriptEvent } from './event.ts'
import { type Json, parseLine } from './json.ts'

export interface RecordReader {
  /** Tells what is in `record`, which stands on `line`. */
  read(record: Json, line: number): void
  /** Tells what was held back. */
  flush?(): void
}

/** What `open` tells goes into `out`, and on to `emit` after every line. */
export function openRecords(emit: (event: TranscriptEvent) => void, open: (out: TranscriptEvent[]) => RecordReader) {
  const out: TranscriptEvent[] = []
  const reader = open(out)
  const handOver = () => {
    for (const event of out.splice(0)) emit(event)
  }
  return {
    line(text: string, line: number): void {
      if (text.trim() === '') return
      const parsed = parseLine(line === 1 ? text.replace(/^\ufeff/, '') : text)
      if ('reason' in parsed) out.push({ type: 'skip', line, reason: parsed.reason })
      else
        try {
          reader.read(parsed.record, line)
        } catch (error) {
          const reason = `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`
          out.push({ type: 'skip', line, reason })
        }
      handOver()
    },
    end(): void {
      reader.flush?.()
      handOver()
    },
  }
}
