/** What came of a call. */
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { CommandRun } from '../../core/transcript/event.ts'
import type { Conversation } from './state.ts'

export interface Result {
  readonly key: string
  /** The event that it answers. */
  readonly cause: string | undefined
  readonly name: string
  readonly text: string
  readonly exitCode: number | undefined
  readonly failed: boolean
}

/** The shell's answer ends with what stands in its metadata too. */
const SHELL_END =
  /\n?\[The command completed with exit code -?\d+\.?[^\]]*\](?:\s*\[[^\]\n]*\])*\s*$|\n\[Python Interpreter: [^\n]*\](?:\s*\[[^\]\n]*\])*\s*$/
const EDIT_FAILED = /^(?:ERROR:|No replacement was performed|Invalid `|\[Error)/

export function readResult(result: Result, place: Place, conversation: Conversation): void {
  const { key, cause, name, exitCode } = result
  const call = cause === undefined ? undefined : conversation.calls.get(cause)
  if (cause !== undefined) conversation.calls.delete(cause)
  const text = result.text.replace(SHELL_END, '').trimEnd()
  if (!call && text === '') return
  const turn = draftTurn(place, key, 'tool', 'tool_result', text)
  turn.tool = call?.tool ?? { name }
  // -1 stands for a command that is still running.
  const ended = exitCode !== undefined && exitCode >= 0
  if (call?.commandLine !== undefined) {
    const run: Draft<CommandRun> = { line: call.commandLine }
    if (ended) run.exitCode = exitCode
    turn.command = run
  }
  if (result.failed || (ended && exitCode !== 0) || EDIT_FAILED.test(text)) turn.failed = true
  conversation.out.push(turn)
}
