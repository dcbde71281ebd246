/** What the assistant says to a tool: a program to run, a search, a document that is opened beside the chat. */
import { callText } from '../../core/transcript/call-text.ts'
import { commandWords } from '../../core/transcript/command-words.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { FileTouch, TurnEvent } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, string } from '../../core/transcript/json.ts'
import type { Conversation } from './message.ts'

const SUBJECTS = ['query', 'prompt', 'url', 'name', 'path', 'code']

export function readCall(
  name: string,
  text: string,
  key: string,
  place: Place,
  conversation: Conversation,
): Draft<TurnEvent> {
  const input = inputOf(name, text)
  const command = name === 'container.exec' ? commandWords(input.cmd) : undefined
  const subject = SUBJECTS.find(argument => typeof input[argument] === 'string')
  const words = command ?? callText(name, subject ? (input[subject] as string) : '', input, subject ? [subject] : [])
  const turn = draftTurn(place, key, 'assistant', 'tool_call', words)
  turn.tool = { name, callId: key, input }
  conversation.call = turn.tool
  if (command !== undefined) turn.command = { line: command }
  const file = documentOf(name, input, conversation)
  if (file) turn.files = [file]
  return turn
}

function inputOf(name: string, text: string): Json {
  if (text.startsWith('{')) {
    try {
      return argumentsOf(JSON.parse(text))
    } catch {
      // A program may begin with a brace too.
    }
  }
  return name === 'python' ? { code: text } : { input: text }
}

/** Later calls change the document that was made last and do not name it. */
function documentOf(name: string, input: Json, conversation: Conversation): FileTouch | undefined {
  if (name === 'canmore.create_textdoc') {
    conversation.document = string(input.name)
    return conversation.document ? { path: conversation.document, touch: 'created' } : undefined
  }
  if (name !== 'canmore.update_textdoc' || !conversation.document) return undefined
  return { path: conversation.document, touch: 'edited' }
}
