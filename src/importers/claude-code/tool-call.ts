/** A tool call: what it does in words, the files it touches, the command it runs, the plan it writes. */
import { callText } from '../../core/transcript/call-text.ts'
import { type Draft, draftTurn } from '../../core/transcript/draft.ts'
import type { FileTouch, ToolUse, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, string } from '../../core/transcript/json.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'
import type { LinePlace } from './place.ts'
import type { State } from './state.ts'

/** Which tools touch a file. A `Write` that makes a new file is known as such by its result only. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  Read: 'read',
  NotebookRead: 'read',
  Write: 'edited',
  Edit: 'edited',
  MultiEdit: 'edited',
  NotebookEdit: 'edited',
}
/** The argument that says what a call is about, the first that is there. */
const SUBJECTS = ['file_path', 'notebook_path', 'pattern', 'query', 'url', 'skill', 'subject', 'taskId', 'description']

export function readCall(block: Json, key: string, place: LinePlace, state: State): void {
  const name = string(block.name) ?? 'tool'
  const callId = string(block.id)
  const input = argumentsOf(block.input)
  const path = string(input.file_path) ?? string(input.notebook_path)
  const commandLine = name === 'Bash' ? string(input.command) : undefined

  const turn = draftTurn(place, key, 'assistant', 'tool_call', wordsOf(name, input, commandLine, state))
  const tool: Draft<ToolUse> = { name, input }
  if (callId !== undefined) tool.callId = callId
  turn.tool = tool
  const touch = TOUCHES[name]
  if (touch && path) turn.files = [{ path: state.meta.local(path), touch } satisfies FileTouch]
  if (commandLine !== undefined) turn.command = { line: commandLine }
  const plan = planOf(name, input, callId ?? key, state)
  if (plan && plan.length > 0) turn.plan = plan
  if (callId !== undefined) state.calls.set(callId, { name, commandLine, path })
  state.out.push(turn)
}

function wordsOf(name: string, input: Json, commandLine: string | undefined, state: State): string {
  if (commandLine !== undefined) {
    const why = string(input.description)
    return why ? `${commandLine}\n# ${why}` : commandLine
  }
  // A folder to search in is named as people name it.
  if (typeof input.path === 'string') input = { ...input, path: state.meta.local(input.path) }
  const said = SUBJECTS.find(subject => typeof input[subject] === 'string')
  if (!said) return callText(name, '', input, [])
  const subject = input[said] as string
  return callText(name, said.endsWith('_path') ? state.meta.local(subject) : subject, input, [said])
}

function planOf(name: string, input: Json, callKey: string, state: State) {
  if (name === 'TodoWrite') return todoItems(input.todos)
  if (name === 'TaskCreate') return state.tasks.create(callKey, input)
  if (name === 'TaskUpdate') return state.tasks.update(input)
  if (name === 'ExitPlanMode') return planItems(string(input.plan) ?? '')
  return undefined
}
