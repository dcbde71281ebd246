/** What stands in a session as a user's: a person's words, or what the tool put there. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import { type Json, object, string } from '../../core/transcript/json.ts'
import { wordsOf } from './parts.ts'
import type { State } from './state.ts'

/** The tool speaks through the user to the model. */
const INJECTED = new Set(['notification', 'cron', 'goal_runtime', 'agent_launch_prompt', 'agent_retry'])
/** The content of files that were named with `@` follows the words. */
const REFERENCED = /\n?--- Content from referenced files ---[\s\S]*$/

export function readPrompt(record: Json, message: Json, key: string, place: Place, state: State): void {
  const shown = string(object(record.systemPayload)?.displayText)?.trim()
  const text = shown || wordsOf(message).replace(REFERENCED, '').trim()
  if (text === '') return
  const injected = INJECTED.has(string(record.subtype) ?? '') || record.provenance === 'system'
  if (injected) {
    state.out.push(draftTurn(place, key, 'system', 'note', text))
    return
  }
  const turn = draftTurn(place, key, 'user', 'text', text)
  if (!place.sidechain) turn.human = true
  state.out.push(turn)
}
