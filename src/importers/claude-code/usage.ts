/** Counts a response once: its lines repeat its usage, and only the last of them has the final numbers. */
import type { Draft } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { LinePlace } from './place.ts'

export interface UsageKeeper {
  /** Takes an assistant line's usage; the response before it is told now. */
  note(record: Json, message: Json, model: string, place: LinePlace): void
  /** Tells what is still held. */
  flush(): void
}

export function openUsage(out: TranscriptEvent[]): UsageKeeper {
  let held: UsageEvent | undefined
  /** Sub-agents write between the lines of a response; it is told again only if its numbers changed. */
  const told = new Map<string, string>()
  const flush = () => {
    if (!held) return
    const numbers = `${held.inputTokens} ${held.outputTokens} ${held.cacheReadTokens} ${held.cacheWriteTokens}`
    if (told.get(held.key) !== numbers) out.push(held)
    told.set(held.key, numbers)
    held = undefined
  }
  return {
    note(record, message, model, place) {
      const usage = object(message.usage)
      if (!usage) return
      const id = string(message.id) ?? place.key
      const requestId = string(record.requestId)
      const key = requestId ? `${id}:${requestId}` : id
      if (held && held.key !== key) flush()
      const written = object(usage.cache_creation)
      const hour = number(written?.ephemeral_1h_input_tokens) ?? 0
      const costUsd = number(record.costUSD)
      const event: Draft<UsageEvent> = {
        type: 'usage',
        key,
        shared: true,
        line: place.line,
        // The fast mode has a price of its own.
        model: usage.speed === 'fast' ? `${model}-fast` : model,
        inputTokens: number(usage.input_tokens) ?? 0,
        outputTokens: number(usage.output_tokens) ?? 0,
        cacheReadTokens: number(usage.cache_read_input_tokens) ?? 0,
        cacheWriteTokens:
          number(usage.cache_creation_input_tokens) ?? hour + (number(written?.ephemeral_5m_input_tokens) ?? 0),
      }
      if (hour > 0) event.cacheWriteHourTokens = Math.min(hour, event.cacheWriteTokens)
      if (costUsd !== undefined && costUsd > 0) event.costUsd = costUsd
      if (place.at !== undefined) event.at = place.at
      held = event
    },
    flush,
  }
}
