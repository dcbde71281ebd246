/** A tool that Claude used in a chat: what it was told, which file that touches, what it answered. */
import { callText } from '../../core/transcript/call-text.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { FileTouch, Touch, TurnEvent } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, list, number, object, string } from '../../core/transcript/json.ts'

/** Artifacts have a title for a name; the files of the sandbox a path. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  create_file: 'created',
  str_replace: 'edited',
  view: 'read',
}
const SUBJECTS = ['path', 'title', 'query', 'url', 'command', 'id']

export function readCall(block: Json, callId: string, place: Place): TurnEvent {
  const name = string(block.name) ?? 'tool'
  const input = argumentsOf(block.input)
  const command = name === 'bash_tool' ? string(input.command) : undefined
  const subject = SUBJECTS.find(argument => typeof input[argument] === 'string' && input[argument] !== '')
  const words = command ?? callText(name, subject ? (input[subject] as string) : '', input, subject ? [subject] : [])
  const turn = draftTurn(place, `call:${callId}`, 'assistant', 'tool_call', words)
  turn.tool = { name, callId, input }
  if (command !== undefined) turn.command = { line: command }
  const file = fileOf(name, input)
  if (file) turn.files = [file]
  return turn
}

function fileOf(name: string, input: Json): FileTouch | undefined {
  if (name === 'artifacts') {
    const path = string(input.title) || string(input.id)
    return path ? { path, touch: input.command === 'create' ? 'created' : 'edited' } : undefined
  }
  const path = string(input.path)
  const touch = TOUCHES[name]
  return touch && path ? { path, touch } : undefined
}

export function readResult(
  block: Json,
  key: string,
  { callId, line }: { callId: string; line: string | undefined },
  place: Place,
): TurnEvent {
  const { text, exitCode } = outputOf(block.content, line !== undefined)
  const turn: Draft<TurnEvent> = draftTurn(place, key, 'tool', 'tool_result', text)
  turn.tool = { name: string(block.name) ?? 'tool', callId }
  if (line !== undefined) turn.command = exitCode === undefined ? { line } : { line, exitCode }
  if (block.is_error === true || (exitCode !== undefined && exitCode !== 0)) turn.failed = true
  return turn
}

/** A list of blocks; what the shell answers is JSON in one of them. */
function outputOf(content: unknown, ofShell: boolean): { text: string; exitCode?: number } {
  const text = typeof content === 'string' ? content : list(content).map(blockWords).filter(Boolean).join('\n')
  const answer = ofShell && text.startsWith('{') ? shellAnswer(text) : undefined
  const exitCode = number(answer?.returncode)
  if (!answer || exitCode === undefined) return { text }
  return { text: [string(answer.stdout), string(answer.stderr)].filter(Boolean).join('\n'), exitCode }
}

function shellAnswer(text: string): Json | undefined {
  try {
    return object(JSON.parse(text))
  } catch {
    return undefined
  }
}

function blockWords(entry: unknown): string {
  const block = object(entry)
  if (!block) return typeof entry === 'string' ? entry : ''
  if (block.type === 'image') return '[image]'
  return [block.title, block.url, block.text].filter(word => typeof word === 'string' && word !== '').join('\n')
}
