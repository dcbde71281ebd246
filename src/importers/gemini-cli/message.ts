/** One message of a Gemini session: a person's words, or an answer with its tool calls and what it cost. */
import { callText } from '../../core/transcript/call-text.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { Touch, TranscriptEvent, UsageEvent } from '../../core/transcript/event.ts'
import { argumentsOf, instant, type Json, list, number, object, string } from '../../core/transcript/json.ts'
import type { SessionFacts } from '../../core/transcript/session-facts.ts'

const TOUCHES: Readonly<Record<string, Touch>> = { read_file: 'read', write_file: 'edited', replace: 'edited' }

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
    out.push(note)
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

function readCall(call: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const name = string(call.name) ?? 'tool'
  const callId = string(call.id) ?? key
  const input = argumentsOf(call.args)
  const path = string(input.file_path) ?? string(input.absolute_path)
  const line = name === 'run_shell_command' ? string(input.command) : undefined
  const subject = ['file_path', 'absolute_path', 'path', 'pattern', 'query'].find(at => typeof input[at] === 'string')
  const words = line ?? callText(name, subject ? (input[subject] as string) : '', input, subject ? [subject] : [])

  const turn = draftTurn(place, `${key}:call`, 'assistant', 'tool_call', words)
  turn.tool = { name, callId, input }
  if (line !== undefined) turn.command = { line }
  if (TOUCHES[name] && path) turn.files = [{ path, touch: TOUCHES[name] }]
  out.push(turn)

  const responses = list(call.result).map(part => object(object(object(part)?.functionResponse)?.response))
  const output = responses.map(response => string(response?.output) ?? string(response?.error) ?? '').join('\n')
  const failed = call.status === 'error' || call.status === 'cancelled' || responses.some(response => response?.error)
  if (output === '' && !failed) return
  const result = draftTurn(place, `${key}:result`, 'tool', 'tool_result', output)
  result.tool = { name, callId }
  if (failed) result.failed = true
  if (line !== undefined) {
    const code = /^Exit Code: (\d+)$/m.exec(output)?.[1]
    result.command = code === undefined ? { line } : { line, exitCode: Number(code) }
  }
  out.push(result)
}

/** Gemini counts what came from the cache as input too, and thoughts apart from output. */
function readUsage(message: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const tokens = object(message.tokens)
  if (!tokens) return
  const cached = number(tokens.cached) ?? 0
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: string(message.model) ?? 'unknown',
    inputTokens: Math.max(0, (number(tokens.input) ?? 0) - cached),
    outputTokens: (number(tokens.output) ?? 0) + (number(tokens.thoughts) ?? 0),
    cacheReadTokens: cached,
    cacheWriteTokens: 0,
  }
  if (place.at !== undefined) event.at = place.at
  out.push(event)
}
