/** What the agent does: a command, a file it reads or changes, a page it opens. */
import { callText } from '../../core/transcript/call-text.ts'
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { FileTouch, PlanItem, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, records, string } from '../../core/transcript/json.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import type { Conversation } from './state.ts'

export interface Call {
  /** Of the event: what comes of it names it. */
  readonly id: string
  readonly callId: string
  readonly name: string
  readonly input: Json
}

const SHELL = /^(?:run|terminal|execute_bash|bash)$/
/** By the tool, or by the command of its editor. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  read: 'read',
  write: 'edited',
  edit: 'edited',
  view: 'read',
  create: 'created',
  str_replace: 'edited',
  insert: 'edited',
  undo_edit: 'edited',
}
const SUBJECTS = ['path', 'url', 'query', 'code', 'command', 'name']
/** Of the tool's own workings. */
const UNSAID = [
  'kind',
  'thought',
  'blocking',
  'hidden',
  'is_input',
  'is_static',
  'confirmation_state',
  'security_risk',
  'impl_source',
  'include_extra',
  'kernel_init_code',
  'timeout',
  'reset',
  'cwd',
  'view_range',
  'start',
  'end',
  'summary',
]

export function readCall({ id, callId, name, input: given }: Call, place: Place, conversation: Conversation): void {
  const all = argumentsOf(given)
  const input = Object.fromEntries(
    Object.entries(all).filter(
      ([key, value]) => !UNSAID.includes(key) && value !== null && value !== undefined && value !== '',
    ),
  )
  const commandLine = SHELL.test(name) ? string(input.command) : undefined
  const subject = SUBJECTS.find(key => typeof input[key] === 'string')
  const words =
    commandLine ?? callText(name, subject ? (input[subject] as string) : '', input, subject ? [subject] : [])
  const turn = draftTurn(place, `${id}:call`, 'assistant', 'tool_call', words)
  turn.tool = { name, callId, input }
  if (commandLine !== undefined) turn.command = { line: commandLine }
  const file = fileOf(name, input, conversation)
  if (file) turn.files = [file]
  const plan = planOf(input)
  if (plan.length > 0) turn.plan = plan
  conversation.calls.set(id, { tool: { name, callId }, commandLine })
  conversation.out.push(turn)
}

function fileOf(name: string, input: Json, { facts }: Conversation): FileTouch | undefined {
  const path = string(input.path)
  const touch = TOUCHES[string(input.command) ?? ''] ?? TOUCHES[name]
  return touch && path ? { path: relativePath(path, facts.known.cwd), touch } : undefined
}

/** The task tracker writes its list whole. */
function planOf(input: Json): PlanItem[] {
  return records(input.task_list).flatMap(task => {
    const text = string(task.title)
    const state = task.status === 'done' ? 'done' : task.status === 'in_progress' ? 'doing' : 'next'
    return text ? { text, state } : []
  })
}
