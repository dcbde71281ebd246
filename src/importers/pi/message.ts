/** One message: a person's, the model's with its calls and its cost, a tool's answer, a command typed with `!`. */
import { withReading } from '../../core/quota/read-note.ts'
import { callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, number, object, records, string } from '../../core/transcript/json.ts'
import { mediaWords } from '../../core/transcript/media-words.ts'
import { callOf } from './call.ts'
import type { State } from './reader.ts'

export function readMessage(message: Json, key: string, place: Place, state: State): void {
  const { role } = message
  if (role === 'user') {
    const text = wordsOf(message.content)
    if (text === '') return
    const turn = draftTurn(place, key, 'user', 'text', text)
    turn.human = true
    state.out.push(turn)
  } else if (role === 'assistant') readAnswer(message, key, place, state)
  else if (role === 'toolResult') readResult(message, key, place, state)
  else if (role === 'bashExecution') readTyped(message, key, place, state)
  else if (role === 'custom' || role === 'hookMessage') {
    const text = wordsOf(message.content)
    if (text !== '') state.out.push(draftTurn(place, key, 'system', 'note', text))
  }
}

function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content.trim()
  return records(content)
    .map(block => (block.type === 'image' ? mediaWords('image', string(block.data)?.length ?? 0) : string(block.text)))
    .filter(Boolean)
    .join('\n')
    .trim()
}

function readAnswer(message: Json, key: string, place: Place, state: State): void {
  const model = string(message.model)
  state.facts.tell({ model }, place.line)
  const blocks = records(message.content)
  const text = wordsOf(blocks.filter(block => block.type === 'text'))
  if (text !== '') state.out.push(draftTurn(place, key, 'assistant', 'text', text))
  let count = 0
  for (const block of blocks) {
    if (block.type !== 'toolCall') continue
    const turnKey = `${key}:${count++}`
    const call = callOf(block, turnKey, state.facts.known.cwd)
    state.calls.set(call.callId, call)
    state.out.push(callTurn(call, place, turnKey))
  }
  const error = string(message.errorMessage)
  if (error) {
    const note = draftTurn(place, `${key}:error`, 'system', 'note', error)
    note.failed = true
    state.out.push(...withReading(note))
  }
  readUsage(message, model, key, place, state)
}

function readUsage(message: Json, model: string | undefined, key: string, place: Place, state: State): void {
  const usage = object(message.usage)
  if (!usage || (place.at ?? 0) < state.forkedAt) return
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: model ?? 'unknown',
    inputTokens: number(usage.input) ?? 0,
    outputTokens: number(usage.output) ?? 0,
    cacheReadTokens: number(usage.cacheRead) ?? 0,
    cacheWriteTokens: number(usage.cacheWrite) ?? 0,
  }
  const costUsd = number(object(usage.cost)?.total)
  if (costUsd) event.costUsd = costUsd
  if (place.at !== undefined) event.at = place.at
  state.out.push(event)
}

function readResult(message: Json, key: string, place: Place, state: State): void {
  const callId = string(message.toolCallId) ?? ''
  const call = state.calls.get(callId) ?? { name: string(message.toolName) ?? 'tool', callId, commandLine: undefined }
  state.calls.delete(callId)
  const text = wordsOf(message.content)
  const failed = message.isError === true
  const exitCode = call.commandLine === undefined ? undefined : exitCodeOf(text, failed)
  state.out.push(resultTurn(call, { text, failed, exitCode }, place, key))
}

/** A command that ends well is no error; another says its code at the end, if it was not stopped. */
function exitCodeOf(text: string, failed: boolean): number | undefined {
  if (!failed) return 0
  const code = /Command exited with code (\d+)\s*$/.exec(text)?.[1]
  return code === undefined ? undefined : Number(code)
}

function readTyped(message: Json, key: string, place: Place, { out }: State): void {
  const line = string(message.command)
  if (!line) return
  const typed = draftTurn(place, key, 'user', 'text', `! ${line}`)
  typed.human = true
  typed.command = { line }
  out.push(typed)
  const exitCode = message.cancelled === true ? undefined : number(message.exitCode)
  const call = { name: 'bash', callId: key, commandLine: line }
  const result = { text: string(message.output) ?? '', failed: message.cancelled === true, exitCode }
  out.push(resultTurn(call, result, place, `${key}:result`))
}
