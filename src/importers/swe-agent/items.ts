/** Goes through the messages of a run: demonstrations left out, every action joined with what came of it. */
import { diffFiles } from '../../core/transcript/diff-files.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'
import { type Json, string } from '../../core/transcript/json.ts'
import { actionOf } from './action.ts'
import { wordsOf } from './history.ts'
import { isRefused, outputOf } from './observation.ts'
import { taskOf } from './task.ts'

export interface ReadItems {
  /** The first line of what was asked, where it stands apart from its instructions. */
  readonly title: string | undefined
  /** The diff that was handed in has been told. */
  readonly submitted: boolean
}

export function readItems(
  items: readonly Json[],
  lines: readonly number[],
  states: readonly (Json | undefined)[],
  out: TranscriptEvent[],
): ReadItems {
  const main = items.find(item => item.role === 'assistant')?.agent
  let asked: { title?: string } | undefined
  let submitted = false
  let open: Draft<TurnEvent> | undefined
  let steps = 0
  for (const [index, item] of items.entries()) {
    if (item.is_demo === true || item.role === 'system') continue
    const sidechain = item.role === 'assistant' && item.agent !== main
    const place: Place = { line: lines[index]!, sidechain }
    const key = `H${index}`
    if (item.role === 'assistant') {
      // The state that a step tells is the one after it: an edit goes to the file that was open before.
      open = say(item, key, place, states[steps - 1] ?? { working_dir: states[0]?.working_dir }, out)
      if (!sidechain) steps++
    } else if (open) {
      const result = answer(item, `${key}:result`, place, open)
      if (isRefused(result.text)) delete open.files
      out.push(result)
      submitted ||= result.tool?.name === 'submit' && result.files !== undefined
      open = undefined
    } else if (!asked) {
      asked = ask(item, key, place, out)
    } else if (outputOf(wordsOf(item))) {
      out.push(draftTurn(place, key, 'system', 'note', outputOf(wordsOf(item))))
    }
  }
  return { title: asked?.title, submitted }
}

/** What was asked is a person's; the instructions around it are the same for every task. */
function ask(item: Json, key: string, place: Place, out: TranscriptEvent[]): { title?: string } {
  const { task, around } = taskOf(wordsOf(item))
  const turn = draftTurn(place, key, 'user', 'text', task)
  turn.human = true
  out.push(turn)
  if (!around) return {}
  out.push(draftTurn(place, `${key}:instructions`, 'system', 'note', around))
  return { title: task.split('\n', 1)[0]! }
}

/** @returns the call that the next message answers. */
function say(
  item: Json,
  key: string,
  place: Place,
  state: Json | undefined,
  out: TranscriptEvent[],
): Draft<TurnEvent> | undefined {
  const action = actionOf(item, state)
  const said = (string(item.thought) ?? (action ? '' : wordsOf(item))).replaceAll('\r', '').trim()
  if (said) out.push(draftTurn(place, key, 'assistant', 'text', said))
  if (!action) return undefined
  const turn = draftTurn(place, `${key}:call`, 'assistant', 'tool_call', action.text)
  turn.tool = { name: action.name, callId: key, input: action.input }
  if (action.name === 'bash') turn.command = { line: action.text }
  if (action.files.length > 0) turn.files = action.files
  out.push(turn)
  return turn
}

function answer(item: Json, key: string, place: Place, call: Draft<TurnEvent>): Draft<TurnEvent> {
  const text = outputOf(wordsOf(item))
  const turn = draftTurn(place, key, 'tool', 'tool_result', text)
  turn.tool = { name: call.tool!.name, ...(call.tool!.callId && { callId: call.tool!.callId }) }
  if (call.command) turn.command = call.command
  if (isRefused(text) || /^Traceback \(most recent call last\):/m.test(text)) turn.failed = true
  const files = turn.tool.name === 'submit' ? diffFiles(text) : []
  if (files.length > 0) turn.files = files
  return turn
}
