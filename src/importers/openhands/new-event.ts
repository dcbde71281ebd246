/** An event of version 1: its type in `kind`, its words in lists of text blocks. */
import type { Place } from '../../core/transcript/draft.ts'
import { type Json, list, number, object, string } from '../../core/transcript/json.ts'
import { mediaWords } from '../../core/transcript/media-words.ts'
import { readCall } from './call.ts'
import { readResult } from './result.ts'
import { say, summarise } from './say.ts'
import type { Conversation } from './state.ts'

export function readNewEvent(event: Json, kind: string, key: string, place: Place, conversation: Conversation): void {
  if (kind === 'MessageEvent') {
    const message = object(event.llm_message)
    const role = message?.role === 'user' ? 'user' : 'assistant'
    say(wordsOf(message?.content), role, key, place, conversation)
  } else if (kind === 'ActionEvent') readAction(event, key, place, conversation)
  else if (kind === 'ObservationEvent') readObservation(event, key, place, conversation)
  else if (kind === 'AgentErrorEvent' || kind === 'UserRejectObservation') {
    const text = string(event.error) ?? string(event.rejection_reason) ?? ''
    const cause = string(event.action_id) ?? callOf(string(event.tool_call_id), conversation)
    const name = string(event.tool_name) ?? 'tool'
    readResult({ key, cause, name, text, exitCode: undefined, failed: true }, place, conversation)
  } else if (kind === 'Condensation') summarise(string(event.summary), key, place, conversation)
}

function readAction(event: Json, key: string, place: Place, conversation: Conversation): void {
  const action = object(event.action) ?? {}
  const kind = string(action.kind) ?? ''
  say(wordsOf(event.thought), 'assistant', `${key}:thought`, place, conversation)
  if (kind === 'ThinkAction') return
  if (kind === 'FinishAction') {
    say(string(action.message) ?? '', 'assistant', key, place, conversation)
    return
  }
  const name = string(event.tool_name) ?? kind.replace(/Action$/, '')
  // Tools that are connected from outside have their arguments one level deeper.
  const input = kind === 'MCPToolAction' ? (object(action.data) ?? {}) : action
  readCall({ id: key, callId: string(event.tool_call_id) ?? key, name, input }, place, conversation)
}

function readObservation(event: Json, key: string, place: Place, conversation: Conversation): void {
  const observation = object(event.observation) ?? {}
  const kind = string(observation.kind) ?? ''
  if (kind === 'ThinkObservation' || kind === 'FinishObservation') return
  const metadata = object(observation.metadata)
  conversation.facts.tell({ cwd: conversation.facts.known.cwd ?? string(metadata?.working_dir) }, place.line)
  const text = wordsOf(observation.content) || string(observation.output) || string(observation.error) || ''
  const exitCode = number(observation.exit_code) ?? number(metadata?.exit_code)
  const cause = string(event.action_id) ?? callOf(string(event.tool_call_id), conversation)
  const failed = observation.is_error === true || (typeof observation.error === 'string' && observation.error !== '')
  readResult({ key, cause, name: string(event.tool_name) ?? 'tool', text, exitCode, failed }, place, conversation)
}

/** The event that made the call. */
function callOf(callId: string | undefined, { calls }: Conversation): string | undefined {
  for (const [id, call] of calls) if (call.tool.callId === callId) return id
  return undefined
}

function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content
  const parts = list(content).map(entry => {
    const block = object(entry)
    if (block?.type === 'image') return mediaWords('image', 0)
    return string(block?.text) ?? ''
  })
  return parts.filter(Boolean).join('\n')
}
