/** One message: a person's words, an answer, a call of a tool or what the tool said. */
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { ToolUse, TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, records, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import type { SessionFacts } from '../../core/transcript/session-facts.ts'
import { readCall } from './call.ts'
import { wordsOf } from './content.ts'

/** What a conversation remembers from message to message. */
export interface Conversation {
  readonly line: number
  readonly facts: SessionFacts
  /** The last call of a tool: results do not say which call they answer. */
  call: ToolUse | undefined
  /** Name of the document that was opened beside the chat. */
  document: string | undefined
}

export function readMessage(
  message: Json,
  nodeId: string | undefined,
  conversation: Conversation,
  out: TranscriptEvent[],
): void {
  const author = object(message.author)
  const role = string(author?.role)
  const key = string(message.id) ?? nodeId
  const metadata = object(message.metadata)
  const hidden = metadata?.is_visually_hidden_from_conversation === true
  if (!key || role === 'system' || (hidden && role === 'user')) return
  const at = number(message.create_time)
  const place: Place = { line: conversation.line, at: at === undefined ? undefined : Math.round(at * 1000) }
  const text = wordsOf(message.content).trim()

  if (role === 'user') {
    const words = [text, attachedWords(attachmentsOf(metadata))].filter(Boolean).join('\n')
    if (words === '') return
    const turn = draftTurn(place, key, 'user', 'text', words)
    turn.human = true
    out.push(turn)
  } else if (role === 'tool') readResult(text, key, place, message, conversation, out)
  else if (role === 'assistant') {
    conversation.facts.tell({ model: string(metadata?.model_slug) }, conversation.line)
    const recipient = string(message.recipient)
    if (text === '') return
    if (recipient && recipient !== 'all') out.push(readCall(recipient, text, key, place, conversation))
    else out.push(draftTurn(place, key, 'assistant', 'text', text))
  }
}

function attachmentsOf(metadata: Json | undefined): string[] {
  return records(metadata?.attachments).flatMap(file => string(file.name) ?? [])
}

const FAILED = /^Traceback \(most recent call last\)|^[A-Z]\w*(?:Error|Exception): /m

function readResult(
  text: string,
  key: string,
  place: Place,
  message: Json,
  { call }: Conversation,
  out: TranscriptEvent[],
): void {
  if (text === '') return
  const name = string(object(message.author)?.name) ?? call?.name ?? 'tool'
  const turn = draftTurn(place, key, 'tool', 'tool_result', text)
  const tool: Draft<ToolUse> = { name }
  if (call?.callId && call.name.split('.')[0] === name.split('.')[0]) tool.callId = call.callId
  turn.tool = tool
  const { content_type: type } = object(message.content) ?? {}
  const status = string(object(object(message.metadata)?.aggregate_result)?.status) ?? ''
  const ran = type === 'execution_output' && FAILED.test(text)
  if (type === 'system_error' || status.startsWith('failed') || ran) turn.failed = true
  out.push(turn)
}
