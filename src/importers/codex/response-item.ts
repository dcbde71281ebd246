/** Items of the conversation as the model sees it: words, calls and what they answered. */

import { callText } from '../../core/transcript/call-text.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { PlanItem, ToolUse } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, list, object, string } from '../../core/transcript/json.ts'
import { patchedFiles } from '../../core/transcript/patch-files.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { commandLineOf } from './command-line.ts'
import { contentWords, readOutput } from './output.ts'
import type { State } from './state.ts'

const CALLS = new Set(['function_call', 'custom_tool_call', 'local_shell_call', 'web_search_call', 'tool_search_call'])

export function readItem(payload: Json, place: Place, state: State): void {
  const type = string(payload.type) ?? ''
  if (type === 'message') readMessage(payload, place, state)
  else if (CALLS.has(type)) readCall(payload, place, state)
  else if (type.endsWith('_output')) readOutput(payload, place, state)
}

function readMessage(payload: Json, place: Place, state: State): void {
  const text = contentWords(payload.content)
  if (payload.role === 'user') {
    state.prompts.given(text, place)
    return
  }
  if (payload.role !== 'assistant' || text.trim() === '') return
  state.prompts.flush()
  state.out.push(draftTurn(place, `L${place.line}`, 'assistant', 'text', text.trim()))
}

function readCall(payload: Json, place: Place, state: State): void {
  state.prompts.flush()
  const name = string(payload.name) ?? string(payload.type)!.replace(/_call$/, '')
  const callId = string(payload.call_id)
  const raw = string(payload.input) ?? string(payload.arguments)
  const input = argumentsOf(object(payload.arguments) ?? object(payload.action) ?? jsonObject(raw))
  const commandLine = commandLineOf(name, input)
  const patch = name === 'apply_patch' ? (string(input.input) ?? string(input.patch) ?? raw) : commandLine

  const words = commandLine ?? (patch ? `${name}\n${patch}` : wordsOf(name, input, raw))
  const turn = draftTurn(place, callId ? `call:${callId}` : `L${place.line}`, 'assistant', 'tool_call', words)
  const tool: Draft<ToolUse> = { name, input: Object.keys(input).length === 0 && raw ? { input: raw } : input }
  if (callId) tool.callId = callId
  turn.tool = tool
  if (commandLine !== undefined) turn.command = { line: commandLine }
  const { cwd } = state.facts.known
  const files = patchedFiles(patch ?? '', cwd)
  const seen = name === 'view_image' ? string(input.path) : undefined
  if (seen) files.push({ path: relativePath(seen, cwd), touch: 'read' })
  if (files.length > 0) turn.files = files
  const plan = name === 'update_plan' ? planOf(input) : []
  if (plan.length > 0) turn.plan = plan
  if (callId) state.calls.set(callId, { name, commandLine })
  state.out.push(turn)
}

function wordsOf(name: string, input: Json, raw: string | undefined): string {
  const subject = ['query', 'path', 'url', 'pattern'].find(key => typeof input[key] === 'string')
  if (subject) return callText(name, input[subject] as string, input, [subject, 'type', 'queries'])
  return Object.keys(input).length === 0 && raw ? `${name} ${raw}` : callText(name, '', input, ['type'])
}

function planOf(input: Json): PlanItem[] {
  const items: PlanItem[] = []
  for (const entry of list(input.plan)) {
    const step = object(entry)
    const text = string(step?.step)
    if (!step || !text) continue
    items.push({ text, state: step.status === 'completed' ? 'done' : step.status === 'in_progress' ? 'doing' : 'next' })
  }
  return items
}

function jsonObject(raw: string | undefined): Json | undefined {
  if (!raw?.trimStart().startsWith('{')) return undefined
  const parsed = parseQuietly(raw)
  return object(parsed)
}

function parseQuietly(raw: string): unknown {
  try {
    return JSON.parse(raw)
  } catch {
    return undefined
  }
}
