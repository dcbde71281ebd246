/** What a call answered. Older rollouts wrap it in JSON, newer ones put a head of plain lines before it. */
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { CommandRun, ToolUse } from '../../core/transcript/event.ts'
import { type Json, list, number, object, string } from '../../core/transcript/json.ts'
import { mediaWords } from '../../core/transcript/media-words.ts'
import type { State } from './state.ts'

const EXITED = /^(?:Process exited with code|Exit code:) (-?\d+)/m
const HEAD_CHARS_MAX = 500
/** How an output begins when the call itself went wrong: then there is no exit code. */
const NOT_RUN = /^(?:failed in sandbox|exec command rejected|execution error|error:|failed to )/i

export function readOutput(payload: Json, place: Place, state: State): void {
  const callId = string(payload.call_id)
  const call = callId === undefined ? undefined : state.calls.get(callId)
  if (callId !== undefined) state.calls.delete(callId)
  const { text, exitCode } = unwrap(payload.output)
  const turn = draftTurn(place, callId ? `result:${callId}` : `L${place.line}`, 'tool', 'tool_result', text)
  const tool: Draft<ToolUse> = { name: call?.name ?? 'unknown' }
  if (callId) tool.callId = callId
  turn.tool = tool
  if (call?.commandLine !== undefined) {
    const run: Draft<CommandRun> = { line: call.commandLine }
    if (exitCode !== undefined) run.exitCode = exitCode
    turn.command = run
  }
  // A search that finds nothing ends with 1 and says nothing; that is no failure.
  const foundNothing = exitCode === 1 && text.trim() === ''
  const failed = exitCode === undefined ? NOT_RUN.test(text) : exitCode !== 0 && !foundNothing
  if (failed) turn.failed = true
  state.out.push(turn)
}

function unwrap(output: unknown): { text: string; exitCode: number | undefined } {
  if (typeof output !== 'string') return { text: contentWords(object(output)?.content ?? output), exitCode: undefined }
  if (output.startsWith('{"')) {
    const wrapped = wrappedOutput(output)
    if (wrapped) return { text: string(wrapped.output)!, exitCode: number(object(wrapped.metadata)?.exit_code) }
  }
  const code = EXITED.exec(output.slice(0, HEAD_CHARS_MAX))?.[1]
  if (code === undefined) return { text: output, exitCode: undefined }
  const body = output.indexOf('\nOutput:\n')
  const text = body >= 0 && body < HEAD_CHARS_MAX ? output.slice(body + '\nOutput:\n'.length) : output
  return { text, exitCode: Number(code) }
}

function wrappedOutput(output: string): Json | undefined {
  try {
    const wrapped = object(JSON.parse(output))
    return typeof wrapped?.output === 'string' ? wrapped : undefined
  } catch {
    return undefined
  }
}

/** The words of a list of content items. */
export function contentWords(content: unknown): string {
  if (typeof content === 'string') return content
  const parts: string[] = []
  for (const entry of list(content)) {
    const item = object(entry)
    const text = string(item?.text)
    if (text) parts.push(text)
    else if (string(item?.type)?.includes('image'))
      parts.push(mediaWords('image', string(item?.image_url)?.length ?? 0))
  }
  return parts.join('\n')
}
