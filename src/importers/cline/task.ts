/** What a reader of one task remembers from message to message. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'

export interface Task {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** Messages read so far. */
  count: number
  /** The command that was run last, and what it printed so far: its output comes in pieces. */
  running: { readonly call: Call; readonly key: string; readonly place: Place; readonly output: string[] } | undefined
  /** Calls that wait for their results: named ones by their id, others in order. */
  readonly calls: Map<string, Call>
  /** Unique in the task: several messages may have one time. */
  keyOf(wanted: string): string
  /** The task is named by its beginning. */
  begin(name: string, asked: string, line: number): void
}

const TITLE_MAX = 120

export function openTask(out: TranscriptEvent[]): Task {
  const facts = openFacts(out)
  const taken = new Map<string, number>()
  return {
    out,
    facts,
    count: 0,
    running: undefined,
    calls: new Map(),
    keyOf(wanted) {
      const times = taken.get(wanted) ?? 0
      taken.set(wanted, times + 1)
      return times === 0 ? wanted : `${wanted}:${times}`
    },
    begin(name, asked, line) {
      const title = asked.trim().split('\n', 1)[0]!.slice(0, TITLE_MAX)
      facts.tell({ sessionKey: `task-${name}`, title }, line)
    },
  }
}

/** Where the tool tells the model, among other things, in which folder it works. */
export const folderIn = (text: string): string | undefined =>
  /# Current (?:Working|Workspace) Directory \(([^)\n]+)\) Files/.exec(text)?.[1]
