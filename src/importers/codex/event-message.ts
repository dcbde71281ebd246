/** Event records: what was typed, what it cost, what the session is called, what went wrong. */
import { withReading } from '../../core/quota/read-note.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import { readLimits } from './rate-limits.ts'
import type { Counts, State } from './state.ts'

export function readEvent(payload: Json, place: Place, state: State): void {
  const message = string(payload.message)
  if (payload.type === 'user_message') {
    const typed = payload.kind === undefined || payload.kind === 'plain'
    if (typed && message) state.prompts.typed(message, place)
  } else if (payload.type === 'token_count') {
    readUsage(payload, place, state)
    readLimits(payload, place, state)
  } else if (payload.type === 'thread_name_updated')
    state.facts.tell({ title: string(payload.thread_name) }, place.line)
  else if (payload.type === 'turn_aborted') {
    const why = string(payload.reason) ?? 'unknown reason'
    state.out.push(draftTurn(place, `L${place.line}`, 'system', 'note', `Turn aborted: ${why}`))
  } else if (payload.type === 'error' && message) {
    const turn = draftTurn(place, `L${place.line}`, 'system', 'note', message)
    turn.failed = true
    state.out.push(...withReading(turn, state.zone))
  }
}

/**
 * Codex counts what came from the cache as input too, and repeats a count when nothing was spent. A fork repeats its
 * parent's counts, whose responses are the parent's; they go by the parent's name, and so does the fork's own count on top.
 */
function readUsage(payload: Json, place: Place, state: State): void {
  const info = object(payload.info)
  const total = countsOf(info?.total_token_usage)
  if (!total || total.all === state.total.all) return
  const { input, cached, output } = countsOf(info?.last_token_usage) ?? difference(total, state.total)
  state.total = total
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key: `${state.countedIn}:${total.all}`,
    shared: true,
    line: place.line,
    model: state.facts.known.model ?? 'unknown',
    inputTokens: Math.max(0, input - cached),
    outputTokens: output,
    cacheReadTokens: Math.min(input, cached),
    cacheWriteTokens: 0,
  }
  if (place.at !== undefined) event.at = place.at
  state.out.push(event)
}

function countsOf(value: unknown): Counts | undefined {
  const told = object(value)
  if (!told) return undefined
  const [input, output] = [number(told.input_tokens) ?? 0, number(told.output_tokens) ?? 0]
  const all = number(told.total_tokens) ?? input + output
  return { input, cached: number(told.cached_input_tokens) ?? number(told.cache_read_input_tokens) ?? 0, output, all }
}

/** Older versions tell only what was used in all; it begins anew where it is less than before. */
function difference(now: Counts, before: Counts): Counts {
  if (now.all < before.all) return now
  const since = (name: keyof Counts) => Math.max(0, now[name] - before[name])
  return { input: since('input'), cached: since('cached'), output: since('output'), all: since('all') }
}
