/** What a reader of one rollout remembers from line to line. */
import type { ReadingEvent, TranscriptEvent } from '../../core/transcript/event.ts'
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
  /** The session that the counts come from: of a fork, after its parent's record, the parent. */
  countedIn: string
  /** What was used in all when it was told last: Codex repeats its counts. */
  total: Counts
  /** The zone of the machine, where the rollout says so. */
  zone: string | undefined
  /** By window, what was told last. */
  readonly told: Map<string, ReadingEvent>
}

export interface Counts {
  readonly input: number
  readonly cached: number
  readonly output: number
  readonly all: number
}

const NOTHING: Counts = { input: 0, cached: 0, output: 0, all: 0 }

export function openState(): State {
  const out: TranscriptEvent[] = []
  return {
    out,
    calls: new Map(),
    facts: openFacts(out),
    prompts: openPrompts(out),
    countedIn: 'session',
    total: NOTHING,
    zone: undefined,
    told: new Map(),
  }
}
