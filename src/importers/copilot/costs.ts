/**
 * What answers cost. A message tells its output only; what went in is told by model where the session ends: what is
 * still running, or was stopped hard, has no input counted.
 */
import type { Draft } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { LogEvent } from './state.ts'

export interface Costs {
  /** `assistant.message`. */
  message(event: LogEvent, model: string | undefined): void
  compaction(used: Json, event: LogEvent): void
  /** `session.shutdown`: sums since the session's start, which a resumed session may tell again. */
  shutdown(event: LogEvent): void
}

export function openCosts(out: TranscriptEvent[]): Costs {
  /** Output told so far, by model; at the last end; at the end before the process that runs now. */
  const told = new Map<string, number>()
  let atEnd = new Map<string, number>()
  let before = new Map<string, number>()
  let startedAt: number | undefined

  function tell(key: string, model: string, usage: Json, { place }: LogEvent, outputTold = 0): void {
    const cacheReadTokens = number(usage.cacheReadTokens) ?? number(usage.cachedInput) ?? 0
    const cacheWriteTokens = number(usage.cacheWriteTokens) ?? 0
    const input = number(usage.inputTokens) ?? number(usage.input) ?? 0
    const output = number(usage.outputTokens) ?? number(usage.output) ?? 0
    const event: Draft<UsageEvent> = {
      type: 'usage',
      key,
      line: place.line,
      model,
      // The input includes what came from the cache and what was put there.
      inputTokens: Math.max(0, input - cacheReadTokens - cacheWriteTokens),
      outputTokens: Math.max(0, output - outputTold),
      cacheReadTokens,
      cacheWriteTokens,
    }
    if (place.at !== undefined) event.at = place.at
    out.push(event)
  }

  function note(model: string, output: number): void {
    told.set(model, (told.get(model) ?? 0) + output)
  }

  return {
    message(event, known) {
      const { data, key } = event
      const output = number(data.outputTokens)
      if (!output) return
      const model = string(data.model) ?? known ?? 'unknown'
      note(model, output)
      tell(string(data.messageId) ?? key, model, { outputTokens: output }, event)
    },
    compaction(used, event) {
      const model = string(used.model) ?? 'unknown'
      // What went in is in the sums of the end.
      const output = number(used.outputTokens) ?? number(used.output) ?? 0
      note(model, output)
      tell(event.key, model, { outputTokens: output }, event)
    },
    shutdown(event) {
      const metrics = object(event.data.modelMetrics)
      if (!metrics) return
      const from = number(event.data.sessionStartTime) ?? 0
      if (from !== startedAt) before = atEnd
      startedAt = from
      for (const [model, metric] of Object.entries(metrics)) {
        const usage = object(object(metric)?.usage)
        const known = (told.get(model) ?? 0) - (before.get(model) ?? 0)
        if (usage) tell(`shutdown:${from}:${model}`, model, usage, event, known)
      }
      atEnd = new Map(told)
    },
  }
}
