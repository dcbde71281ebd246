/** What `gemini --output-format stream-json` prints: one event a line; an answer comes in pieces. */
import { withReading } from '../../core/quota/read-note.ts'
import { callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'
import { instant, type Json, number, object, parseLine, string } from '../../core/transcript/json.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'
import { callOf, exitCodeOf } from './call.ts'

export const isStream = (line: string): boolean => /^\s*\{"type":"init",/.test(line) && line.includes('"session_id":')

interface Stream {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  readonly calls: Map<string, ReturnType<typeof callOf>>
  /** The answer that comes in pieces. */
  open: Draft<TurnEvent> | undefined
}

export function readStream(lines: readonly string[]): TranscriptEvent[] {
  const out: TranscriptEvent[] = []
  const stream: Stream = { out, facts: openFacts(out), calls: new Map(), open: undefined }
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const parsed = parseLine(line)
    if ('reason' in parsed) out.push({ type: 'skip', line: index + 1, reason: parsed.reason })
    else readEvent(parsed.record, index + 1, stream)
  }
  return out
}

function readEvent(event: Json, line: number, stream: Stream): void {
  const { out, facts } = stream
  const place: Place = { line, at: instant(event.timestamp) }
  const key = `L${line}`
  if (event.type === 'message') readMessage(event, key, place, stream)
  else stream.open = undefined
  if (event.type === 'init') facts.tell({ sessionKey: string(event.session_id), model: string(event.model) }, line)
  else if (event.type === 'tool_use') {
    const call = callOf(string(event.tool_name) ?? 'tool', string(event.tool_id) ?? key, event.parameters)
    stream.calls.set(call.callId, call)
    out.push(callTurn(call, place, key))
  } else if (event.type === 'tool_result') readResult(event, key, place, stream)
  else if (event.type === 'error' || event.type === 'result') readEnd(event, key, place, stream)
}

function readMessage(event: Json, key: string, place: Place, stream: Stream): void {
  const text = string(event.content) ?? ''
  if (event.role === 'user') {
    stream.open = undefined
    if (text.trim() === '') return
    const turn = draftTurn(place, key, 'user', 'text', text.trim())
    turn.human = true
    stream.out.push(turn)
  } else if (stream.open && event.delta === true) stream.open.text += text
  else if (text !== '') {
    stream.open = draftTurn(place, key, 'assistant', 'text', text)
    stream.out.push(stream.open)
  }
}

function readResult(event: Json, key: string, place: Place, { calls, out }: Stream): void {
  const callId = string(event.tool_id) ?? ''
  const call = calls.get(callId)
  const text = string(event.output) || string(object(event.error)?.message) || ''
  const failed = event.status === 'error'
  if (!call || (text === '' && !failed)) return
  const exitCode = call.commandLine === undefined ? undefined : exitCodeOf(text)
  out.push(resultTurn(call, { text, failed, exitCode }, place, key))
}

/** The end tells what all of it cost. */
function readEnd(event: Json, key: string, place: Place, { out, facts }: Stream): void {
  const said = string(object(event.error)?.message) ?? (event.type === 'error' ? string(event.message) : undefined)
  if (said) {
    const note = draftTurn(place, key, 'system', 'note', said)
    note.failed = true
    out.push(...withReading(note))
  }
  const stats = object(event.stats)
  if (!stats) return
  const cacheReadTokens = number(stats.cached) ?? 0
  const inputTokens = Math.max(0, (number(stats.input_tokens) ?? 0) - cacheReadTokens)
  // The total holds the thoughts too.
  const output = number(stats.output_tokens) ?? 0
  const total = number(stats.total_tokens)
  const outputTokens = total === undefined ? output : Math.max(output, total - (number(stats.input_tokens) ?? 0))
  out.push({
    type: 'usage',
    key: 'run',
    line: place.line,
    model: facts.known.model ?? 'unknown',
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens: 0,
    ...(place.at !== undefined && { at: place.at }),
  })
}
