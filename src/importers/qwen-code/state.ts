/** What a reader of one session remembers from line to line. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'

export interface State {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** Calls by their id, until their result comes. */
  readonly calls: Map<string, Call>
}

export const openState = (out: TranscriptEvent[]): State => ({ out, facts: openFacts(out), calls: new Map() })
