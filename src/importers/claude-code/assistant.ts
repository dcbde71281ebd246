/** An assistant line: one or more blocks of a response. */
import { draftTurn } from '../../core/transcript/draft.ts'
import { type Json, list, object, string } from '../../core/transcript/json.ts'
import type { LinePlace } from './place.ts'
import type { State } from './state.ts'
import { readCall } from './tool-call.ts'

/** What Claude Code writes where a model was not asked. */
const SYNTHETIC = '<synthetic>'
const NOTHING_SAID = 'No response requested.'

export function readAssistant(record: Json, message: Json, place: LinePlace, state: State): void {
  const model = string(message.model) ?? 'unknown'
  const synthetic = model === SYNTHETIC || record.isApiErrorMessage === true
  if (!synthetic) {
    if (!place.sidechain) state.meta.model(model, place.line)
    state.usage.note(record, message, model, place)
    state.limits.answered(place)
  }
  const blocks = typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : list(message.content)
  for (let index = 0; index < blocks.length; index++) {
    const block = object(blocks[index])
    if (!block) continue
    const key = `${place.key}:${index}`
    if (block.type === 'tool_use') {
      readCall(block, key, place, state)
      continue
    }
    // Thinking is the model's own and is signed for it; it is not kept.
    const text = block.type === 'text' ? string(block.text)?.trim() : undefined
    if (!text || (synthetic && text === NOTHING_SAID)) continue
    const turn = draftTurn(place, key, synthetic ? 'system' : 'assistant', synthetic ? 'note' : 'text', text)
    if (record.isApiErrorMessage === true) turn.failed = true
    state.out.push(turn)
    if (turn.failed) state.limits.failed(turn)
  }
}
