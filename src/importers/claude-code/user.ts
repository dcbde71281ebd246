/** A user line: a person's prompt, a tool's results, or what Claude Code says in the user's place. */
import { draftTurn } from '../../core/transcript/draft.ts'
import { type Json, list, object, string } from '../../core/transcript/json.ts'
import { readPrompt } from '../../core/transcript/prompt.ts'
import { blockText, contentText } from './content.ts'
import type { LinePlace } from './place.ts'
import type { State } from './state.ts'
import { readResult } from './tool-result.ts'

export function readUser(record: Json, content: unknown, place: LinePlace, state: State): void {
  if (record.isMeta === true) return
  if (record.isCompactSummary === true) {
    state.out.push(draftTurn(place, `${place.key}:0`, 'system', 'summary', contentText(content).trim()))
    return
  }
  const origin = string(object(record.origin)?.kind)
  const injected = place.sidechain === true || (origin !== undefined && origin !== 'human')
  if (typeof content === 'string') {
    say(content, `${place.key}:0`, place, injected, state)
    return
  }
  const blocks = list(content)
  let media = ''
  for (let index = 0; index < blocks.length; index++) {
    const block = object(blocks[index])
    if (!block) continue
    const key = `${place.key}:${index}`
    if (block.type === 'tool_result') readResult(record, block, key, place, state)
    else if (block.type === 'text') say(string(block.text) ?? '', key, place, injected, state)
    else media = media ? `${media}\n${blockText(block)}` : blockText(block)
  }
  if (media) state.out.push(draftTurn(place, `${place.key}:media`, 'user', 'note', media))
}

/** Tells a text that stands in the user's place as what it is. */
export function say(raw: string, key: string, place: LinePlace, injected: boolean, state: State): void {
  const prompt = readPrompt(raw)
  if (prompt.kind === 'nothing') return
  if (prompt.kind === 'note') {
    state.out.push(draftTurn(place, key, 'user', 'note', prompt.text))
    return
  }
  if (prompt.kind === 'shell') {
    const turn = draftTurn(place, key, 'user', 'note', `! ${prompt.line}`)
    turn.command = { line: prompt.line }
    state.out.push(turn)
    return
  }
  if (prompt.kind === 'output') {
    state.out.push(draftTurn(place, key, 'tool', 'tool_result', prompt.text))
    return
  }
  if (!injected && state.queue.alreadyTold(prompt.text, place.line)) return
  const turn = draftTurn(place, key, 'user', 'text', prompt.text)
  if (!injected) turn.human = true
  state.out.push(turn)
}
