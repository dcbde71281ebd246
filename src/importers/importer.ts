/** What every transcript format offers: recognise a log from its beginning, then read it line by line. */
import type { TranscriptEvent } from '../core/transcript/event.ts'

export type Emit = (event: TranscriptEvent) => void

export interface LineReader {
  /**
   * One line without its line break, or one value of a log that is read by values; `number` from 1, of the line it
   * begins on. Never throws: what it cannot read it emits as a skip.
   */
  line(text: string, number: number): void
  /** The log ends here (for now): what was held back is emitted. */
  end(): void
}

export interface Importer {
  /** Stable name: `claude-code`, `markdown-chat`, … */
  readonly id: string
  readonly title: string
  /** How sure it is that `head` (the log's first 64 kB of text) is of its format: 0 not, 1 certain. */
  recognise(head: string): number
  /** Its logs are JSON that may stand on one endless line: they are read value by value (`core/transcript/json-values`). */
  readonly pieces?: 'values'
  /** Its reader is loaded when it is first opened: who reads one format does not wait for the others. */
  open(emit: Emit): Promise<LineReader>
}
