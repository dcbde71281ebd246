/** A `<tool-use>` element: a call and, in its last fence, what the tool answered. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { FileTouch, TranscriptEvent, TurnEvent } from '../../core/transcript/event.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { type ElementParts, elementParts } from './element-parts.ts'

const EXIT_CODE = /^(?:Error: )?Exit code (\d+)|^(?:Process )?exited with code (\d+)/im
const WRITTEN = /^(?:The file (.+?) has been (?:updated|overwritten)|File created successfully at: (.+?)$)/m
const REFUSED_SAYING = 'To tell you how to proceed, the user said:\n'
const ANSWER = /^\*\*Answer:\*\* (.+)$/gm

export function readToolElement(lines: readonly string[], place: Place, out: TranscriptEvent[]): void {
  const parts = elementParts(lines)
  const key = `L${place.line}`
  const call = draftTurn(place, `${key}:call`, 'assistant', 'tool_call', callWords(parts))
  call.tool = { name: parts.name, callId: key }
  const files = filesOf(parts)
  if (files) call.files = files
  if (parts.commandLine) call.command = { line: parts.commandLine }
  const plan = parts.type === 'task' || parts.name === 'TodoWrite' ? boxes(`${parts.about}\n${parts.output ?? ''}`) : []
  if (plan.length > 0) call.plan = plan
  out.push(call)
  if (parts.output !== undefined) out.push(resultOf(parts, parts.output, key, place))
  for (const said of personsWords(parts)) {
    const turn = draftTurn(place, `${key}:said`, 'user', 'text', said)
    if (!place.sidechain) turn.human = true
    out.push(turn)
  }
}

function callWords({ name, commandLine, about }: ElementParts): string {
  if (!commandLine) return about ? `${name} ${about}` : name
  return about ? `${commandLine}\n# ${about}` : commandLine
}

function resultOf(parts: ElementParts, output: string, key: string, place: Place): TurnEvent {
  const turn = draftTurn(place, `${key}:result`, 'tool', 'tool_result', output)
  turn.tool = { name: parts.name, callId: key }
  const code = EXIT_CODE.exec(output.slice(0, 400))
  const exitCode = code ? Number(code[1] ?? code[2]) : undefined
  if (parts.commandLine) {
    turn.command = exitCode === undefined ? { line: parts.commandLine } : { line: parts.commandLine, exitCode }
  }
  const refused = output.startsWith("The user doesn't want to")
  if (refused || output.startsWith('<tool_use_error>') || (parts.commandLine && exitCode)) turn.failed = true
  const made = /^File created successfully at: (.+?)$/m.exec(output)?.[1]
  if (made && parts.type === 'write') turn.files = [{ path: made, touch: 'created' }]
  return turn
}

/** A read names its file in the element; a write often only in the answer. */
function filesOf({ type, path, output }: ElementParts): FileTouch[] | undefined {
  if (type === 'read' && path) return [{ path, touch: 'read' }]
  if (type !== 'write') return undefined
  const written = WRITTEN.exec(output ?? '')
  const target = path ?? written?.[1] ?? written?.[2]
  return target ? [{ path: target, touch: 'edited' }] : undefined
}

function boxes(text: string) {
  return /^\s*[-*] \[[ xX~]\]/m.test(text) ? planItems(text) : []
}

/** What the person typed to refuse a call, or answered to its question. */
function personsWords({ name, about, output = '' }: ElementParts): string[] {
  const at = output.indexOf(REFUSED_SAYING)
  if (at >= 0 && output.startsWith("The user doesn't want to")) return [output.slice(at + REFUSED_SAYING.length).trim()]
  if (name !== 'AskUserQuestion') return []
  const question = /^\*\*(.+)\*\*$/m.exec(about)?.[1]
  const answers = [...`${about}\n${output}`.matchAll(ANSWER)].map(found => found[1]!)
  if (answers.length === 0) return []
  return [answers.length === 1 && question ? `${question} → ${answers[0]}` : answers.join('\n')]
}
