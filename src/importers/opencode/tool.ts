/** A tool's part: the call and what came of it. */
import { type Call, callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import type { Place } from '../../core/transcript/draft.ts'
import type { FileTouch, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, number, object, string } from '../../core/transcript/json.ts'
import { patchedFiles } from '../../core/transcript/patch-files.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'
import type { Session } from './reader.ts'

const TOUCHES: Readonly<Record<string, Touch>> = { read: 'read', write: 'edited', edit: 'edited', multiedit: 'edited' }

/** @param touched gets the paths of the files that were changed. */
export function readTool(part: Json, key: string, place: Place, session: Session, touched: Set<string>): void {
  const state = object(part.state) ?? {}
  const metadata = object(state.metadata)
  const name = string(part.tool) ?? 'tool'
  const input = argumentsOf(state.input)
  const files = filesOf(name, input, metadata, session.facts.known.cwd)
  for (const { path, touch } of files) if (touch !== 'read') touched.add(path)
  const call: Call = {
    name,
    callId: string(part.callID) ?? key,
    input,
    commandLine: name === 'bash' ? string(input.command) : undefined,
    files,
    plan: name === 'todowrite' ? todoItems(input.todos) : undefined,
  }
  session.out.push(callTurn(call, placeAt(place, object(state.time)?.start), `${key}:call`))
  if (state.status !== 'completed' && state.status !== 'error') return
  const text = string(state.output) ?? string(metadata?.output) ?? string(state.error) ?? ''
  const exitCode = call.commandLine === undefined ? undefined : number(metadata?.exit)
  const result = { text, failed: state.status === 'error', exitCode }
  session.out.push(resultTurn(call, result, placeAt(place, object(state.time)?.end), `${key}:result`))
}

const placeAt = (place: Place, time: unknown): Place => ({ ...place, at: number(time) ?? place.at })

function filesOf(name: string, input: Json, metadata: Json | undefined, cwd: string | undefined): FileTouch[] {
  const patch = name === 'apply_patch' || name === 'patch' ? string(input.patchText) : undefined
  if (patch) return patchedFiles(patch, cwd)
  const touch = TOUCHES[name]
  const path = string(input.filePath)
  if (!touch || !path) return []
  const isNew = name === 'write' && metadata?.exists === false
  return [{ path: relativePath(path, cwd), touch: isNew ? 'created' : touch }]
}
