/** One message with its parts: a person's, or one step of the model. */
import { withReading } from '../../core/quota/read-note.ts'
import { type Draft, draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { UsageEvent } from '../../core/transcript/event.ts'
import { type Json, list, number, object, string } from '../../core/transcript/json.ts'
import { attachedWords } from '../../core/transcript/media-words.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import type { Session } from './reader.ts'
import { readTool } from './tool.ts'

interface Where {
  readonly line: number
  readonly index: number
  readonly isLast: boolean
  readonly session: Session
}

export function readMessage(info: Json, parts: readonly Json[], { line, index, isLast, session }: Where): void {
  const key = string(info.id) ?? `M${index}`
  const place: Place = { line, at: number(object(info.time)?.created), sidechain: session.isChild }
  if (info.role === 'user') readPrompt(parts, key, place, session)
  else if (info.role === 'assistant') {
    const isOpen = isLast && !object(info.error) && number(object(info.time)?.completed) === undefined
    readAnswer(info, isOpen ? parts.filter(isWhole) : parts, key, place, session)
  }
}

/** Of a step that is being written: a turn is recorded once, so it waits until it is whole. */
function isWhole(part: Json): boolean {
  if (part.type === 'tool') return object(part.state)?.status !== 'pending'
  return part.type !== 'text' || number(object(part.time)?.end) !== undefined
}

/** What the tool adds to the words (files that were named, how to go on) is marked as synthetic. */
function readPrompt(parts: readonly Json[], key: string, place: Place, { out, isChild }: Session): void {
  const said = parts.filter(part => part.type === 'text' && part.synthetic !== true && part.ignored !== true)
  const files = parts.filter(part => part.type === 'file')
  const attached = attachedWords(files.map(file => string(file.filename) ?? 'attachment'))
  const text = [...said.map(part => string(part.text)?.trim()), attached].filter(Boolean).join('\n')
  if (text !== '') {
    const turn = draftTurn(place, key, 'user', 'text', text)
    if (!isChild) turn.human = true
    out.push(turn)
  }
  for (const [index, part] of parts.entries()) {
    const at = `${key}:${index}`
    if (part.type === 'compaction') out.push(draftTurn(place, at, 'system', 'note', compacted(part)))
    const prompt = part.type === 'subtask' && string(part.prompt)
    if (prompt) out.push(draftTurn(place, at, 'system', 'note', `Sub-agent ${string(part.agent) ?? ''}: ${prompt}`))
  }
}

const compacted = (part: Json): string => `Context compacted (${part.auto === true ? 'auto' : 'manual'})`

function readAnswer(info: Json, parts: readonly Json[], key: string, place: Place, session: Session): void {
  const { out, facts, isChild } = session
  const model = string(info.modelID)
  // The summary of a compaction may be another model's.
  if (!isChild && info.summary !== true) facts.tell({ model, cwd: string(object(info.path)?.cwd) }, place.line)
  const kind = info.summary === true ? 'summary' : 'text'
  const touched = new Set<string>()
  for (const [index, part] of parts.entries()) {
    const at = string(part.id) ?? `${key}:${index}`
    const text = part.type === 'text' && part.ignored !== true && string(part.text)?.trim()
    if (text) out.push(draftTurn(place, at, kind === 'summary' ? 'system' : 'assistant', kind, text))
    else if (part.type === 'tool') readTool(part, at, place, session, touched)
    else if (part.type === 'patch') readPatch(part, at, place, session, touched)
  }
  const error = object(info.error)
  if (error) {
    const words = string(object(error.data)?.message) ?? string(error.name) ?? 'failed'
    const note = draftTurn(place, `${key}:error`, 'system', 'note', words)
    note.failed = true
    out.push(...withReading(note))
  }
  readUsage(info, model, key, place, session)
}

/** What changed in the folder while the step ran: told where no call said so, as of a command that writes. */
function readPatch(part: Json, key: string, place: Place, { out, facts }: Session, touched: Set<string>): void {
  const paths = list(part.files)
    .filter(path => typeof path === 'string')
    .map(path => relativePath(path, facts.known.cwd))
    .filter(path => !touched.has(path))
  if (paths.length === 0) return
  const note = draftTurn(place, key, 'system', 'note', `Changed: ${paths.join(', ')}`)
  note.files = paths.map(path => ({ path, touch: 'edited' as const }))
  out.push(note)
}

/** Newer versions count what was thought apart from the output; the total holds both. */
function readUsage(info: Json, model: string | undefined, key: string, place: Place, { out }: Session): void {
  const tokens = object(info.tokens)
  if (!tokens) return
  const cache = object(tokens.cache)
  const inputTokens = number(tokens.input) ?? 0
  const cacheReadTokens = number(cache?.read) ?? 0
  const cacheWriteTokens = number(cache?.write) ?? 0
  const total = number(tokens.total)
  const rest = total === undefined ? 0 : total - inputTokens - cacheReadTokens - cacheWriteTokens
  const outputTokens = Math.max(number(tokens.output) ?? 0, rest)
  if (inputTokens + outputTokens + cacheReadTokens + cacheWriteTokens === 0) return
  const event: Draft<UsageEvent> = {
    type: 'usage',
    key,
    line: place.line,
    model: model ?? 'unknown',
    inputTokens,
    outputTokens,
    cacheReadTokens,
    cacheWriteTokens,
  }
  const costUsd = number(info.cost)
  if (costUsd) event.costUsd = costUsd
  if (place.at !== undefined) event.at = place.at
  out.push(event)
}
