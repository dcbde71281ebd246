/** A call begins with the model's request, or with its execution where there was none, and ends with its result. */
import { type Call, callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import type { Place } from '../../core/transcript/draft.ts'
import { type Json, number, object, records, string } from '../../core/transcript/json.ts'
import { callOf } from './call.ts'
import type { LogEvent, State } from './state.ts'

/** @param request `{ toolCallId, arguments }`. */
export function begin(request: Json, name: string | undefined, place: Place, state: State): void {
  const callId = string(request.toolCallId)
  if (!callId || !name || state.calls.has(callId)) return
  const call = callOf(name, callId, request.arguments, state.facts.known.cwd)
  state.calls.set(callId, call)
  state.out.push(callTurn(call, place, `${callId}:call`))
}

export const readStart = ({ place, data }: LogEvent, state: State): void =>
  begin(data, string(data.toolName), place, state)

export function readEnd({ place, data }: LogEvent, state: State): void {
  const callId = string(data.toolCallId)
  if (!callId) return
  const unknown: Pick<Call, 'name' | 'callId' | 'commandLine'> = { name: string(data.toolName) ?? 'tool', callId }
  const call = state.calls.get(callId) ?? unknown
  const told = object(data.result)
  const said = string(told?.content) ?? string(object(data.error)?.message) ?? string(data.error) ?? ''
  const exitCode = call.commandLine === undefined ? undefined : exitCodeOf(told, said)
  const text = said.replace(EXITED, '').trimEnd()
  const failed = data.success === false
  state.out.push(resultTurn(call, { text, failed, exitCode }, place, `${callId}:result`))
}

const EXITED = /\n?<exited with exit code (-?\d+)>\s*$/

/** In the block of the terminal, or at the end of the words. */
function exitCodeOf(result: Json | undefined, text: string): number | undefined {
  const terminal = records(result?.contents).find(block => block.type === 'terminal')
  const said = EXITED.exec(text)?.[1]
  return number(terminal?.exitCode) ?? (said === undefined ? undefined : Number(said))
}
