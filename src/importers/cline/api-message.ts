/** One message as the model was given it: of a person with what the tool adds, or of the model with its calls. */

import { fingerprint } from '../../core/fingerprint.ts'
import { type Call, callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import { argumentsOf, type Json, number, records, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import { callOf } from './api-call.ts'
import { folderIn, type Task } from './task.ts'
import { insideTags, partCalls } from './xml-calls.ts'

export function readApiMessage(message: Json, line: number, task: Task): void {
  const key = `A${task.count}`
  const place: Place = { line, at: number(message.ts) }
  const blocks =
    typeof message.content === 'string' ? [{ type: 'text', text: message.content }] : records(message.content)
  if (task.count++ === 0) beginWith(blocks, place, task)
  if (message.isSummary === true) {
    const summary = blocks
      .map(block => string(block.text) ?? '')
      .join('\n')
      .trim()
    if (summary) task.out.push(draftTurn(place, key, 'system', 'summary', summary))
  } else if (message.role === 'assistant') readAnswer(blocks, key, place, task)
  else readGiven(blocks, key, place, task)
}

function beginWith(blocks: readonly Json[], { line, at }: Place, task: Task): void {
  const text = blocks.map(block => string(block.text) ?? '').join('\n')
  const asked = HUMAN.flatMap(tag => insideTags(text, tag))[0] ?? text
  task.begin(at === undefined ? fingerprint(asked) : String(at), asked, line)
}

const ANSWERS: Readonly<Record<string, string>> = {
  attempt_completion: 'result',
  ask_followup_question: 'question',
  plan_mode_respond: 'response',
}

function readAnswer(blocks: readonly Json[], key: string, place: Place, task: Task): void {
  let count = 0
  const say = (text: string | undefined) => {
    if (text?.trim()) task.out.push(draftTurn(place, `${key}:${count++}`, 'assistant', 'text', text.trim()))
  }
  const run = (name: string, input: Json, callId = `${key}:${count}`) => {
    const answer = ANSWERS[name]
    if (answer) return say(string(input[answer]))
    const call = callOf(name, callId, input, task.facts.known.cwd)
    task.calls.set(callId, call)
    task.out.push(callTurn(call, place, `${key}:${count++}`))
  }
  for (const block of blocks) {
    if (block.type === 'tool_use') run(string(block.name) ?? 'tool', argumentsOf(block.input), string(block.id))
    if (block.type !== 'text') continue
    const { words, calls } = partCalls(withoutThinking(string(block.text) ?? ''))
    say(words)
    for (const { name, input } of calls) run(name, input)
  }
}

function withoutThinking(text: string): string {
  const end = text.startsWith('<thinking>') ? text.indexOf('</thinking>') : -1
  return end < 0 ? text : text.slice(end + '</thinking>'.length)
}

/** A person's words stand in one of these tags. */
const HUMAN = ['task', 'user_message', 'feedback', 'answer']
const RESULT = /^\[([a-z_]+)\b[^\n]*\] Result:[ \t]*\n?/

function readGiven(blocks: readonly Json[], key: string, place: Place, task: Task): void {
  let count = 0
  /** The heading of a result may stand in a block of its own. */
  let headed = false
  for (const block of blocks) {
    const at = `${key}:${count++}`
    if (block.type === 'tool_result') {
      const text = wordsOf(block.content)
      answer(string(block.tool_use_id), text, at, place, task, block.is_error === true)
      sayHuman(text, at, place, task)
    }
    const text = block.type === 'text' ? (string(block.text) ?? '') : ''
    if (text === '') continue
    const cwd = folderIn(text)
    if (cwd) task.facts.tell({ cwd }, place.line)
    const clean = withoutDetails(text)
    const result = RESULT.exec(clean)
    const told = result ? clean.slice(result[0].length) : clean
    if (headed || (result && told.trim())) answer(undefined, told, at, place, task)
    const wasHeaded = headed
    headed = result !== null && told.trim() === ''
    const isHuman = sayHuman(clean, at, place, task)
    if (!isHuman && !wasHeaded && !result && clean) task.out.push(draftTurn(place, at, 'system', 'note', clean))
  }
  const media = blocks.filter(block => block.type === 'image')
  if (media.length > 0)
    task.out.push(draftTurn(place, `${key}:media`, 'user', 'note', attachedWords(media.map(() => 'image'))))
}

function sayHuman(text: string, key: string, place: Place, task: Task): boolean {
  const said = HUMAN.flatMap(tag => insideTags(text, tag)).filter(Boolean)
  if (said.length === 0) return false
  const turn = draftTurn(place, `${key}:said`, 'user', 'text', said.join('\n'))
  turn.human = true
  task.out.push(turn)
  return true
}

/** What the tool says of the editor and the folder, with every message. */
function withoutDetails(text: string): string {
  const from = text.indexOf('<environment_details>')
  return (from < 0 ? text : text.slice(0, from)).trim()
}

/** @param callId absent where calls were written as words: then results come in the order of the calls. */
function answer(
  callId: string | undefined,
  text: string,
  key: string,
  place: Place,
  task: Task,
  isError = false,
): void {
  const id = callId ?? task.calls.keys().next().value
  const call: Pick<Call, 'name' | 'callId' | 'commandLine'> | undefined =
    id === undefined ? undefined : (task.calls.get(id) ?? { name: 'tool', callId: id })
  if (id === undefined || !call) return
  task.calls.delete(id)
  const failed = isError || /^(?:The tool execution failed|<error>|\[ERROR\])/.test(text.trim())
  const exitCode = call.commandLine === undefined ? undefined : exitCodeOf(text)
  task.out.push(resultTurn(call, { text: text.trim(), failed, exitCode }, place, `${key}:result`))
}

/** Roo says it above the output, Cline does not. */
function exitCodeOf(text: string): number | undefined {
  const code = /^(?:Command executed in terminal[^\n]*?)?\bExit code: (\d+)/i.exec(text.trimStart().slice(0, 1000))?.[1]
  return code === undefined ? undefined : Number(code)
}

function wordsOf(content: unknown): string {
  if (typeof content === 'string') return content
  return records(content)
    .map(block => string(block.text) ?? '[image]')
    .join('\n')
}
