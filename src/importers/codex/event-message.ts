/** Event records: what was typed, what it cost, what the session is called, what went wrong. */
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { State } from './state.ts'

export function readEvent(payload: Json, place: Place, state: State): void {
  const message = string(payload.message)
  if (payload.type === 'user_message') {
    const typed = payload.kind === undefined || payload.kind === 'plain'
    if (typed && message) state.prompts.typed(message, place)
  } else if (payload.type === 'token_count') readUsage(payload, place, state)
  else if (payload.type === 'thread_name_updated') state.facts.tell({ title: string(payload.thread_name) }, place.line)
  else if (payload.type === 'turn_aborted') {
    const why = string(payload.reason) ?? 'unknown reason'
    state.out.push(draftTurn(place, `L${place.line}`, 'system', 'note', `Turn aborted: ${why}`))
  } else if (payload.type === 'error' && message) {
    const turn = draftTurn(place, `L${place.line}`, 'system', 'note', message)
    turn.failed = true
    state.out.push(turn)
  }
}

/** Codex counts what came from the cache as input too, and repeats a count when nothing was spent. */
function readUsage(payload: Json, place: Place, state: State): void {
  const info = object(payload.info)
  const last = object(info?.last_token_usage)
  const total = number(object(info?.total_token_usage)?.total_tokens)
  if (!last || total === undefined || total === state.totalTokens) return
  state.totalTokens = total
  const cached = number(last.cached_input_tokens) ?? 0
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key: `${state.facts.known.sessionKey ?? 'session'}:${total}`,
    line: place.line,
    model: state.facts.known.model ?? 'unknown',
    inputTokens: Math.max(0, (number(last.input_tokens) ?? 0) - cached),
    outputTokens: number(last.output_tokens) ?? 0,
    cacheReadTokens: cached,
    cacheWriteTokens: 0,
  }
  if (place.at !== undefined) event.at = place.at
  state.out.push(event)
}
