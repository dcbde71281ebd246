/** What a reader of one session remembers from event to event. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { Json } from '../../core/transcript/json.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'
import { type Costs, openCosts } from './costs.ts'

export interface State {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** Calls by their id, until their result comes. */
  readonly calls: Map<string, Call>
  readonly costs: Costs
}

export function openState(out: TranscriptEvent[]): State {
  return { out, facts: openFacts(out), calls: new Map(), costs: openCosts(out) }
}

/** One line of the log. */
export interface LogEvent {
  readonly key: string
  readonly place: Place
  readonly data: Json
}
