/** A tool call and what came of it as turns; the format says what of it is a command, a file, a plan. */
import { callText } from './call-text.ts'
import { type Draft, draftTurn, type Place } from './draft.ts'
import type { CommandRun, FileTouch, PlanItem, TurnEvent } from './event.ts'
import type { Json } from './json.ts'

export interface Call {
  readonly name: string
  readonly callId: string
  readonly input: Json
  readonly commandLine?: string | undefined
  readonly files?: readonly FileTouch[] | undefined
  readonly plan?: readonly PlanItem[] | undefined
}

export interface Result {
  readonly text: string
  readonly failed?: boolean | undefined
  readonly exitCode?: number | undefined
}

/** The argument that says what a call is about, the first that is there. */
const SUBJECTS = [
  'file_path',
  'filePath',
  'absolute_path',
  'path',
  'pattern',
  'regex',
  'query',
  'url',
  'skill',
  'subject',
  'intent',
  'description',
  'question',
]

export function callTurn(call: Call, place: Place, key: string): Draft<TurnEvent> {
  const { name, callId, input, commandLine, files, plan } = call
  const turn = draftTurn(place, key, 'assistant', 'tool_call', commandLine ?? wordsOf(name, input))
  turn.tool = { name, callId, input }
  if (commandLine !== undefined) turn.command = { line: commandLine }
  if (files && files.length > 0) turn.files = files
  if (plan && plan.length > 0) turn.plan = plan
  return turn
}

function wordsOf(name: string, input: Json): string {
  const said = SUBJECTS.find(subject => typeof input[subject] === 'string')
  return said ? callText(name, input[said] as string, input, [said]) : callText(name, '', input, [])
}

/** `call` as far as it is known: a result may stand in a log without it. */
export function resultTurn(
  call: Pick<Call, 'name' | 'callId' | 'commandLine'>,
  { text, failed, exitCode }: Result,
  place: Place,
  key: string,
): Draft<TurnEvent> {
  const { name, callId, commandLine } = call
  const turn = draftTurn(place, key, 'tool', 'tool_result', text)
  turn.tool = { name, callId }
  if (failed || (exitCode !== undefined && exitCode !== 0)) turn.failed = true
  if (commandLine !== undefined) {
    const run: Draft<CommandRun> = { line: commandLine }
    if (exitCode !== undefined) run.exitCode = exitCode
    turn.command = run
  }
  return turn
}
