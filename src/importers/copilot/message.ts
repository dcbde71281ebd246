/** What a person, or the tool in a person's name, asks, and what the model answers. */
import { draftTurn } from '../../core/transcript/draft.ts'
import { type Json, records, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import type { LogEvent, State } from './state.ts'
import { begin } from './tool.ts'

export function readPrompt({ key, place, data }: LogEvent, state: State): void {
  const attached = attachedWords(records(data.attachments).map(nameOf))
  const text = [string(data.content)?.trim(), attached].filter(Boolean).join('\n')
  if (text === '') return
  const source = string(data.source)
  const injected = data.isAutopilotContinuation === true || (source !== undefined && source !== 'user')
  if (injected) {
    state.out.push(draftTurn(place, key, 'system', 'note', text))
    return
  }
  const turn = draftTurn(place, key, 'user', 'text', text)
  if (!place.sidechain) turn.human = true
  state.out.push(turn)
}

const nameOf = (attachment: Json): string =>
  string(attachment.displayName) ?? string(attachment.path) ?? string(attachment.title) ?? 'attachment'

export function readAnswer(event: LogEvent, state: State): void {
  const { key, place, data } = event
  if (!place.sidechain) state.facts.tell({ model: string(data.model) }, place.line)
  const text = string(data.content)?.trim()
  if (text) state.out.push(draftTurn(place, key, 'assistant', 'text', text))
  for (const request of records(data.toolRequests)) begin(request, string(request.name), place, state)
  state.costs.message(event, state.facts.known.model)
}
