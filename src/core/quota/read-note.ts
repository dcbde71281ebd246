/** The reading in a note of a tool's own: only what the tool reports as an error, never what anyone said or a file holds. */
import type { ReadingEvent, TranscriptEvent, TurnEvent } from '../transcript/event.ts'
import { readLimitText } from './read-limit-text.ts'

/** @param zone of the machine that wrote the log, where it says so: `Europe/Berlin`. */
export function readingOfNote({ kind, role, failed, text, at, line }: TurnEvent, zone?: string): ReadingEvent | null {
  if (kind !== 'note' || role !== 'system' || !failed || at === undefined) return null
  const hit = readLimitText(text, { at, zone })
  return hit && { type: 'reading', line, at, source: 'error', usedPercent: 100, ...hit }
}

/** The note, and after it the reading where there is one. */
export function withReading(note: TurnEvent, zone?: string): readonly TranscriptEvent[] {
  const reading = readingOfNote(note, zone)
  return reading ? [note, reading] : [note]
}
