/** Gathers a log's events into batches of a size the server takes in one request. */
import type { MetaEvent, SkipEvent, TranscriptEvent, TurnEvent, UsageEvent } from '../../../src/core/transcript/event.ts'

const TURNS_MAX = 500
const USAGE_MAX = 2000
const CHARS_MAX = 4_000_000
const SKIPS_KEPT = 50

export interface Batch {
  meta?: MetaEvent
  turns: TurnEvent[]
  usage: UsageEvent[]
}

export class Batches {
  readonly full: Batch[] = []
  readonly skips: SkipEvent[] = []
  skipped = 0
  sessionKey: string | undefined
  #turns: TurnEvent[] = []
  #usage = new Map<string, UsageEvent>()
  #meta: MetaEvent | undefined
  #chars = 0

  take(event: TranscriptEvent): void {
    if (event.type === 'meta') {
      this.#meta = { ...this.#meta, ...event }
      this.sessionKey ??= event.sessionKey
    } else if (event.type === 'usage') {
      this.#usage.set(event.key, event)
    } else if (event.type === 'skip') {
      this.skipped++
      if (this.skips.length < SKIPS_KEPT) this.skips.push(event)
    } else {
      this.#turns.push(event)
      this.#chars += event.text.length * (event.tool?.input ? 2 : 1)
    }
    if (this.#turns.length >= TURNS_MAX || this.#usage.size >= USAGE_MAX || this.#chars >= CHARS_MAX) this.close()
  }

  close(): void {
    if (this.#turns.length === 0 && this.#usage.size === 0 && !this.#meta) return
    this.full.push({ turns: this.#turns, usage: [...this.#usage.values()], ...(this.#meta && { meta: this.#meta }) })
    this.#turns = []
    this.#usage = new Map()
    this.#meta = undefined
    this.#chars = 0
  }
}
