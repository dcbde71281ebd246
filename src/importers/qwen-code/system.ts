/** Records of the tool itself: commands, compressions, titles, files that were named with `@`. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import { type Json, list, number, object, records, string } from '../../core/transcript/json.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { wordsOf } from './parts.ts'
import type { State } from './state.ts'

export function readSystem(record: Json, key: string, place: Place, state: State): void {
  const payload = object(record.systemPayload)
  if (!payload) return
  if (record.subtype === 'slash_command') readCommand(payload, key, place, state)
  else if (record.subtype === 'chat_compression') readCompression(payload, key, place, state)
  else if (record.subtype === 'custom_title') state.facts.tell({ title: string(payload.customTitle) }, place.line)
  else if (record.subtype === 'at_command') readNamed(payload, key, place, state)
}

function readCommand(payload: Json, key: string, place: Place, { out }: State): void {
  const command = string(payload.rawCommand)?.trim()
  if (command && payload.phase === 'invocation') out.push(draftTurn(place, key, 'system', 'note', command))
}

/** The history that goes on begins with the summary; what the tool says of the folder may stand before it. */
function readCompression(payload: Json, key: string, place: Place, { out }: State): void {
  const info = object(payload.info)
  const before = number(info?.originalTokenCount)
  const words = before === undefined ? 'Context compacted' : `Context compacted (${before} tokens before)`
  out.push(draftTurn(place, key, 'system', 'note', words))
  const said = records(payload.compressedHistory)
    .filter(message => message.role === 'user')
    .slice(0, 3)
    .map(wordsOf)
  const summary = said.find(text => text.includes('<state_snapshot>')) ?? said[0]
  if (summary) out.push(draftTurn(place, `${key}:summary`, 'system', 'summary', summary))
}

function readNamed(payload: Json, key: string, place: Place, { out, facts }: State): void {
  const paths = list(payload.filesRead)
    .filter(path => typeof path === 'string')
    .map(path => relativePath(path, facts.known.cwd))
  if (paths.length === 0) return
  const turn = draftTurn(place, key, 'system', 'note', `Read ${paths.join(', ')}`)
  turn.files = paths.map(path => ({ path, touch: 'read' as const }))
  out.push(turn)
}
