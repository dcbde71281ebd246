/** One message: its words, the tools it used and what they said, and what a person sent along. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { instant, type Json, list, object, records, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import { readCall, readResult } from './tool-block.ts'

export function readMessage(message: Json, key: string, line: number, out: TranscriptEvent[]): void {
  const place: Place = { line, at: instant(message.created_at) }
  if (message.sender === 'human') readPrompt(message, key, place, out)
  else if (message.sender === 'assistant') readAnswer(message, key, place, out)
}

function readPrompt(message: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const blocks = records(message.content).flatMap(block => string(block.text) ?? [])
  const said = (blocks.length > 0 ? blocks.join('\n') : (string(message.text) ?? '')).trim()
  const attachments = records(message.attachments)
  const files = records(message.files)
  const names = [...attachments, ...files].map(nameOf).filter((name, index, all) => all.indexOf(name) === index)
  const text = [said, attachedWords(names)].filter(Boolean).join('\n')
  if (text !== '') {
    const turn = draftTurn(place, key, 'user', 'text', text)
    turn.human = true
    out.push(turn)
  }
  for (const [index, attachment] of attachments.entries()) {
    const content = string(attachment.extracted_content)
    if (!content?.trim()) continue
    const name = nameOf(attachment)
    const turn = draftTurn(place, `${key}:attachment:${index}`, 'tool', 'tool_result', content)
    turn.tool = { name: 'attachment' }
    turn.files = [{ path: name, touch: 'read' }]
    out.push(turn)
  }
}

/** What was pasted at length becomes an attachment without a name. */
const nameOf = (file: Json): string => string(file.file_name)?.trim() || 'pasted text'

function readAnswer(message: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const blocks = list(message.content)
  if (blocks.length === 0) {
    say(string(message.text), key, place, out)
    return
  }
  /** The last call, and the command of each. */
  let callId = ''
  const commands = new Map<string, string>()
  for (const [index, entry] of blocks.entries()) {
    const block = object(entry)
    if (!block) continue
    const at: Place = { ...place, at: instant(block.start_timestamp) ?? place.at }
    if (block.type === 'text') say(string(block.text), `${key}:${index}`, at, out)
    else if (block.type === 'tool_use') {
      callId = string(block.id) ?? `${key}:${index}`
      const call = readCall(block, callId, at)
      if (call.command) commands.set(callId, call.command.line)
      out.push(call)
    } else if (block.type === 'tool_result') {
      const answered = string(block.tool_use_id) ?? callId
      out.push(readResult(block, `${key}:${index}`, { callId: answered, line: commands.get(answered) }, at))
    }
  }
}

function say(text: string | undefined, key: string, place: Place, out: TranscriptEvent[]): void {
  if (text?.trim()) out.push(draftTurn(place, key, 'assistant', 'text', text.trim()))
}
