/** What a tool answered: its output, whether it failed, how a command ended, whether a file is new. */
import { type Draft, draftTurn } from '../../core/transcript/draft.ts'
import type { CommandRun, ToolUse } from '../../core/transcript/event.ts'
import { type Json, object, string } from '../../core/transcript/json.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { contentText } from './content.ts'
import type { LinePlace } from './place.ts'
import type { OpenCall, State } from './state.ts'

const EXIT_CODE = /^(?:Error: )?Exit code (\d+)/
/** Behind these words stands what the person typed when they refused a call. */
const REFUSED_SAYING = 'To tell you how to proceed, the user said:\n'
const REMINDER_END = '</system-reminder>'

export function readResult(record: Json, block: Json, key: string, place: LinePlace, state: State): void {
  const callId = string(block.tool_use_id)
  const call = callId === undefined ? undefined : state.calls.get(callId)
  if (callId !== undefined) state.calls.delete(callId)
  const details = object(record.toolUseResult)
  const failed = block.is_error === true
  const text = withoutReminder(contentText(block.content))

  const turn = draftTurn(place, key, 'tool', 'tool_result', text)
  const tool: Draft<ToolUse> = { name: call?.name ?? 'unknown' }
  if (callId !== undefined) tool.callId = callId
  turn.tool = tool
  if (failed) turn.failed = true
  const command = call && ending(call, block, details, text)
  if (command) turn.command = command
  const path = string(details?.filePath) ?? call?.path
  if (details?.type === 'create' && path && !failed) turn.files = [{ path: state.meta.local(path), touch: 'created' }]
  // A plan kept in a file is not in the call that shows it.
  const plan = call?.name === 'ExitPlanMode' ? planItems(string(details?.plan) ?? '') : []
  if (plan.length > 0) turn.plan = plan
  if (callId !== undefined) state.tasks.result(callId, details, failed)
  state.out.push(turn)

  const said = saidInResult(text, details, call)
  if (!said) return
  const words = draftTurn(place, `${key}:said`, 'user', 'text', said)
  if (!place.sidechain) words.human = true
  state.out.push(words)
}

/** How a command ended: a refused, interrupted or background command has no exit code. */
function ending(call: OpenCall, block: Json, details: Json | undefined, text: string): CommandRun | undefined {
  if (call.commandLine === undefined) return undefined
  const run: Draft<CommandRun> = { line: call.commandLine }
  if (block.is_error === true) {
    const code = EXIT_CODE.exec(text)?.[1]
    if (code !== undefined) run.exitCode = Number(code)
    return run
  }
  const open = details?.interrupted === true || details?.backgroundTaskId !== undefined
  // "No matches found" and the like: a code other than 0 that is no failure, and which one is not told.
  const told = block.is_error === false || details !== undefined
  if (told && !open && details?.returnCodeInterpretation === undefined) run.exitCode = 0
  return run
}

/** Words that the person typed and that stand in a result: why they refused, what they answered to a question. */
function saidInResult(text: string, details: Json | undefined, call: OpenCall | undefined): string | undefined {
  const at = text.indexOf(REFUSED_SAYING)
  if (at >= 0 && text.startsWith("The user doesn't want to")) return text.slice(at + REFUSED_SAYING.length).trim()
  if (call?.name !== 'AskUserQuestion') return undefined
  const answers = object(details?.answers)
  if (!answers) return undefined
  return Object.entries(answers)
    .map(([question, answer]) => `${question} → ${typeof answer === 'string' ? answer : JSON.stringify(answer)}`)
    .join('\n')
}

/** Claude Code appends words to the model to an output; they are no part of it. */
function withoutReminder(text: string): string {
  if (!text.endsWith(REMINDER_END) && !text.trimEnd().endsWith(REMINDER_END)) return text
  const at = text.lastIndexOf('<system-reminder>')
  return at < 0 ? text : text.slice(0, at).trimEnd()
}
