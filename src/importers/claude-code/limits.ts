/** Limits that were hit, and the first answer after one: the only figures of quota that a session's log has. */
import { readingOfNote } from '../../core/quota/read-note.ts'
import type { Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'

export interface LimitKeeper {
  /** Claude Code reports an error. */
  failed(note: TurnEvent): void
  /** A model answers: whatever was used up lets work through again. */
  answered(place: Place): void
}

/** What was under way when the limit was hit may still come in. */
const UNDER_WAY_MS = 5 * 60_000

export function openLimits(out: TranscriptEvent[]): LimitKeeper {
  /** Windows that were used up, and since when. */
  const hit = new Map<string, number>()
  return {
    failed(note) {
      const reading = readingOfNote(note)
      if (!reading) return
      hit.set(reading.window, reading.at)
      out.push(reading)
    },
    answered({ at, line }) {
      if (at === undefined) return
      for (const [window, since] of hit) {
        if (at - since < UNDER_WAY_MS) continue
        hit.delete(window)
        out.push({ type: 'reading', line, at, window, source: 'log' })
      }
    },
  }
}
