/** What a conversation remembers from event to event. */
import type { ToolUse, TranscriptEvent } from '../../core/transcript/event.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'

export interface OpenCall {
  readonly tool: ToolUse
  readonly commandLine: string | undefined
}

export interface Conversation {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** By the id of the event that made the call. */
  readonly calls: Map<string, OpenCall>
  /** Events told so far. */
  told: number
  /** Its events say what they cost. */
  costs: boolean
}

export function openConversation(): Conversation {
  const out: TranscriptEvent[] = []
  return { out, facts: openFacts(out), calls: new Map(), told: 0, costs: false }
}
