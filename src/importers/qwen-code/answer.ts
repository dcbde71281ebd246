/** What the model answers: words, calls, what they gave, and what the answer cost. */
import { callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, records, string } from '../../core/transcript/json.ts'
import { callOf } from './call.ts'
import { wordsOf } from './parts.ts'
import type { State } from './state.ts'

export function readAnswer(record: Json, message: Json, key: string, place: Place, state: State): void {
  const model = string(record.model)
  if (!place.sidechain) state.facts.tell({ model }, place.line)
  const text = wordsOf(message)
  if (text !== '') state.out.push(draftTurn(place, key, 'assistant', 'text', text))
  let count = 0
  for (const part of records(message.parts)) {
    const said = object(part.functionCall)
    if (!said) continue
    const turnKey = `${key}:${count++}`
    const call = callOf(said, turnKey, state.facts.known.cwd)
    state.calls.set(call.callId, call)
    state.out.push(callTurn(call, place, turnKey))
  }
  // A branch repeats its parent's answers, which were paid for there.
  if (!object(record.forkedFrom)) readUsage(record, model, key, place, state)
}

/** The prompt includes what came from the cache; the total tells output and thoughts, whoever counts them how. */
function readUsage(record: Json, model: string | undefined, key: string, place: Place, state: State): void {
  const usage = object(record.usageMetadata)
  if (!usage) return
  const prompt = number(usage.promptTokenCount) ?? 0
  const cached = Math.min(prompt, number(usage.cachedContentTokenCount) ?? 0)
  const said = (number(usage.candidatesTokenCount) ?? 0) + (number(usage.thoughtsTokenCount) ?? 0)
  const total = number(usage.totalTokenCount)
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: model ?? state.facts.known.model ?? 'unknown',
    inputTokens: prompt - cached,
    outputTokens: total === undefined ? said : Math.max(0, total - prompt),
    cacheReadTokens: cached,
    cacheWriteTokens: 0,
  }
  if (place.at !== undefined) event.at = place.at
  state.out.push(event)
}

export function readResults(record: Json, message: Json, key: string, place: Place, state: State): void {
  const told = object(record.toolCallResult)
  let count = 0
  for (const part of records(message.parts)) {
    const given = object(part.functionResponse)
    if (!given) continue
    const callId = string(given.id) ?? string(told?.callId) ?? ''
    const call = state.calls.get(callId) ?? { name: string(given.name) ?? 'tool', callId }
    state.calls.delete(callId)
    const response = object(given.response)
    const error = string(response?.error)
    const text = string(response?.output) ?? error ?? ''
    const failed = error !== undefined || told?.status === 'error' || told?.status === 'cancelled'
    const exitCode = 'commandLine' in call ? exitCodeOf(text) : undefined
    state.out.push(resultTurn(call, { text, failed, exitCode }, place, `${key}:${count++}`))
  }
}

/** `(none)` stands for a command that runs on. */
function exitCodeOf(text: string): number | undefined {
  const code = /^Exit Code: (-?\d+)$/m.exec(text)?.[1]
  return code === undefined ? undefined : Number(code)
}
