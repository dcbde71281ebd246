/** One message of a Gemini session: a person's words, or an answer with its tool calls and what it cost. */
import { withReading } from '../../core/quota/read-note.ts'
import { callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, UsageEvent } from '../../core/transcript/event.ts'
import { instant, type Json, list, number, object, string } from '../../core/transcript/json.ts'
import type { SessionFacts } from '../../core/transcript/session-facts.ts'
import { callOf, exitCodeOf } from './call.ts'

export function readMessage(
  message: Json,
  line: number,
  index: number,
  facts: SessionFacts,
  out: TranscriptEvent[],
): void {
  const key = string(message.id) ?? `M${index}`
  const place: Place = { line, at: instant(message.timestamp) }
  const text = wordsOf(message.content).trim()
  if (message.type === 'user') {
    if (text === '') return
    const turn = draftTurn(place, key, 'user', 'text', text)
    turn.human = true
    out.push(turn)
    return
  }
  if (message.type !== 'gemini') {
    if (text === '') return
    const note = draftTurn(place, key, 'system', 'note', text)
    if (message.type === 'error') note.failed = true
    out.push(...withReading(note))
    return
  }
  facts.tell({ model: string(message.model) }, line)
  if (text !== '') out.push(draftTurn(place, key, 'assistant', 'text', text))
  list(message.toolCalls).forEach((entry, at) => {
    const call = object(entry)
    if (call) readCall(call, `${key}:${at}`, place, out)
  })
  readUsage(message, key, place, out)
}

function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content
  return list(content)
    .map(part => (typeof part === 'string' ? part : (string(object(part)?.text) ?? '')))
    .join('')
}

function readCall(told: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const call = callOf(string(told.name) ?? 'tool', string(told.id) ?? key, told.args)
  out.push(callTurn(call, place, `${key}:call`))
  const responses = list(told.result).map(part => object(object(object(part)?.functionResponse)?.response))
  const text = responses.map(response => string(response?.output) ?? string(response?.error) ?? '').join('\n')
  const failed = told.status === 'error' || told.status === 'cancelled' || responses.some(response => response?.error)
  if (text === '' && !failed) return
  const exitCode = call.commandLine === undefined ? undefined : exitCodeOf(text)
  out.push(resultTurn(call, { text, failed, exitCode }, place, `${key}:result`))
}

/** Gemini counts what came from the cache as input too, and apart from those: thoughts, and what tools put into the prompt. */
function readUsage(message: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const tokens = object(message.tokens)
  if (!tokens) return
  const cached = number(tokens.cached) ?? 0
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: string(message.model) ?? 'unknown',
    inputTokens: Math.max(0, (number(tokens.input) ?? 0) - cached) + (number(tokens.tool) ?? 0),
    outputTokens: (number(tokens.output) ?? 0) + (number(tokens.thoughts) ?? 0),
    cacheReadTokens: cached,
    cacheWriteTokens: 0,
  }
  if (place.at !== undefined) event.at = place.at
  out.push(event)
}
