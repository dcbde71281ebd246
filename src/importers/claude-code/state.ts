/** What a reader of one session remembers from line to line. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { type LimitKeeper, openLimits } from './limits.ts'
import { type MetaKeeper, openMeta } from './meta.ts'
import { openQueue, type PromptQueue } from './queue.ts'
import { openTasks, type TaskBoard } from './tasks.ts'
import { openUsage, type UsageKeeper } from './usage.ts'

/** A tool call that waits for its result. */
export interface OpenCall {
  readonly name: string
  /** Of `Bash`. */
  readonly commandLine?: string | undefined
  /** Of a call that touches one file, as the log has it. */
  readonly path?: string | undefined
}

export interface State {
  /** Events in the order in which they happened, handed over after every line. */
  readonly out: TranscriptEvent[]
  readonly calls: Map<string, OpenCall>
  /** Lines seen by their uuid: a resumed session repeats lines. */
  readonly seen: Set<string>
  readonly meta: MetaKeeper
  readonly queue: PromptQueue
  readonly tasks: TaskBoard
  readonly usage: UsageKeeper
  readonly limits: LimitKeeper
}

export function openState(): State {
  const out: TranscriptEvent[] = []
  return {
    out,
    calls: new Map(),
    seen: new Set(),
    meta: openMeta(out),
    queue: openQueue(out),
    tasks: openTasks(),
    usage: openUsage(out),
    limits: openLimits(out),
  }
}
