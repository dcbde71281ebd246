/** One message as it was shown: `say`, or `ask` where the tool waited for a person. */
import { withReading } from '../../core/quota/read-note.ts'
import { callTurn, resultTurn } from '../../core/transcript/call-turns.ts'
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import { type Json, number, object, parseLine, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { folderIn, type Task } from './task.ts'
import { readRequest } from './ui-cost.ts'
import { commandOf, mcpOf, toolOf } from './ui-tool.ts'

/** Words of the model; an ask of them may be JSON with choices. */
const SAID = new Set(['text', 'completion_result', 'followup', 'plan_mode_respond', 'act_mode_respond'])
const FAILED = new Set(['error', 'diff_error', 'clineignore_error', 'rooignore_error', 'mistake_limit_reached'])

export function readShown(message: Json, type: 'say' | 'ask', line: number, task: Task): void {
  // It is still being written; whole, it will stand here again.
  if (message.partial === true) return
  const kind = string(message[type]) ?? ''
  const text = string(message.text) ?? ''
  const at = number(message.ts)
  const place: Place = { line, at }
  const isFirst = task.count++ === 0
  if (isFirst) task.begin(String(at ?? 'unknown'), text, line)
  if (kind === 'command_output') {
    task.running?.output.push(text)
    return
  }
  endCommand(task)
  const key = task.keyOf(`${at ?? `M${task.count}`}`)
  if (isFirst || kind === 'user_feedback') sayAs('user', message, text, key, place, task)
  else if (SAID.has(kind)) sayAs('assistant', message, wordsOf(text), key, place, task)
  else if (kind === 'command') runCommand(text, key, place, task)
  else if (kind === 'tool') readTool(text, key, place, task)
  else if (kind === 'use_mcp_server') tellCall(mcpOf(recordOf(text), key), key, place, task)
  else if (kind === 'mcp_server_response') readResponse(text, key, place, task)
  else if (kind === 'task_progress') tellPlan(text, key, place, task)
  else if (kind === 'user_feedback_diff') readOwnEdit(text, key, place, task)
  else if (kind === 'condense_context') condense(object(message.contextCondense), key, place, task)
  else if (FAILED.has(kind)) tellFailure(text, key, place, task)
  else readRequest(kind, message, text, key, place, task)
  const cwd = kind === 'api_req_started' ? folderIn(text) : undefined
  if (cwd) task.facts.tell({ cwd }, line)
}

function sayAs(role: 'user' | 'assistant', message: Json, text: string, key: string, place: Place, task: Task): void {
  const images = Array.isArray(message.images) ? message.images.map(() => 'image') : []
  const files = Array.isArray(message.files) ? message.files.filter(file => typeof file === 'string') : []
  const words = [text.trim(), attachedWords([...files, ...images])].filter(Boolean).join('\n')
  if (words === '') return
  const turn = draftTurn(place, key, role, 'text', words)
  if (role === 'user') turn.human = true
  task.out.push(turn)
}

function tellFailure(text: string, key: string, place: Place, task: Task): void {
  if (text.trim() === '') return
  const note = draftTurn(place, key, 'system', 'note', text.trim())
  note.failed = true
  task.out.push(...withReading(note))
}

/** `{ question, options }` and `{ response, options }` are what is said; other words stand as they are. */
function wordsOf(text: string): string {
  const record = text.startsWith('{') ? recordOf(text) : {}
  return string(record.question) ?? string(record.response) ?? text
}

function recordOf(text: string): Json {
  const parsed = parseLine(text)
  return 'record' in parsed ? parsed.record : {}
}

function runCommand(text: string, key: string, place: Place, task: Task): void {
  const call = commandOf(text, key)
  task.out.push(callTurn(call, place, `${key}:call`))
  task.running = { call, key, place, output: [] }
}

/**
 * Something else was shown: the command's output is whole. Where a log ends in the middle of it, it is not told: a turn is
 * recorded once, and the log may go on.
 */
function endCommand(task: Task): void {
  const { running } = task
  task.running = undefined
  const text = running?.output.join('\n').trimEnd()
  if (running && text) task.out.push(resultTurn(running.call, { text }, running.place, `${running.key}:result`))
}

function readTool(text: string, key: string, place: Place, task: Task): void {
  const told = recordOf(text)
  if (told.tool === 'summarizeTask') {
    const summary = string(told.content)?.trim()
    if (summary) task.out.push(draftTurn(place, key, 'system', 'summary', summary))
  } else tellCall(toolOf(told, key, task.facts.known.cwd), key, place, task)
}

function tellCall(call: ReturnType<typeof toolOf>, key: string, place: Place, task: Task): void {
  task.out.push(callTurn(call, place, key))
  if (call.name.startsWith('mcp:')) task.calls.set('mcp', call)
}

function readResponse(text: string, key: string, place: Place, task: Task): void {
  const call = task.calls.get('mcp')
  task.calls.delete('mcp')
  if (call) task.out.push(resultTurn(call, { text }, place, key))
}

function tellPlan(text: string, key: string, place: Place, task: Task): void {
  const call = { name: 'task_progress', callId: key, input: { list: text }, plan: planItems(text) }
  if (text.trim()) task.out.push(callTurn(call, place, key))
}

/** A person changed what the model had written before it was saved. */
function readOwnEdit(text: string, key: string, place: Place, task: Task): void {
  const told = recordOf(text)
  const path = string(told.path)
  if (!path) return
  const note = draftTurn(place, key, 'user', 'note', `Edited ${path}:\n${string(told.diff) ?? ''}`.trimEnd())
  note.files = [{ path, touch: 'edited' }]
  task.out.push(note)
}

function condense(told: Json | undefined, key: string, place: Place, task: Task): void {
  if (!told) return
  const before = number(told.prevContextTokens)
  const words = before === undefined ? 'Context compacted' : `Context compacted (${before} tokens before)`
  task.out.push(draftTurn(place, key, 'system', 'note', words))
  const summary = string(told.summary)?.trim()
  if (summary) task.out.push(draftTurn(place, `${key}:summary`, 'system', 'summary', summary))
}
