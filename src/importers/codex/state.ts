/** What a reader of one rollout remembers from line to line. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'
import { openPrompts, type Prompts } from './prompts.ts'

export interface OpenCall {
  readonly name: string
  readonly commandLine: string | undefined
}

export interface State {
  readonly out: TranscriptEvent[]
  readonly calls: Map<string, OpenCall>
  readonly facts: SessionFacts
  readonly prompts: Prompts
  /** The total that was told last: Codex repeats its counts. */
  totalTokens: number
}

export function openState(): State {
  const out: TranscriptEvent[] = []
  return { out, calls: new Map(), facts: openFacts(out), prompts: openPrompts(out), totalTokens: -1 }
}
