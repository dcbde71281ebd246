/** What a log says about its session, told once for every change. */
import type { Draft } from './draft.ts'
import type { MetaEvent, TranscriptEvent } from './event.ts'

export type Facts = Draft<Omit<MetaEvent, 'type' | 'line'>>

export interface SessionFacts {
  /** What is known so far. */
  readonly known: Facts
  /** Tells what is new in `facts`; absent and empty ones change nothing. */
  tell(facts: Facts, line: number): void
}

export function openFacts(out: TranscriptEvent[]): SessionFacts {
  const known: Facts = {}
  return {
    known,
    tell(facts, line) {
      let news: Facts | undefined
      for (const name of Object.keys(facts) as (keyof Facts)[]) {
        const value = facts[name]
        if (!value || known[name] === value) continue
        known[name] = value
        news ??= {}
        news[name] = value
      }
      if (news) out.push({ type: 'meta', line, ...news })
    },
  }
}
