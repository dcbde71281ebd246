/** System lines: of their many kinds the few that tell a reader something. */
import { draftTurn } from '../../core/transcript/draft.ts'
import { type Json, number, object, string } from '../../core/transcript/json.ts'
import type { LinePlace } from './place.ts'
import type { State } from './state.ts'
import { say } from './user.ts'

export function readSystem(record: Json, place: LinePlace, state: State): void {
  const content = string(record.content)?.trim()
  if (record.subtype === 'local_command' && content) {
    say(content, `${place.key}:0`, place, false, state)
    return
  }
  const note = noteOf(record, content)
  if (note) state.out.push(draftTurn(place, `${place.key}:0`, 'system', 'note', note))
}

function noteOf(record: Json, content: string | undefined): string | undefined {
  if (record.subtype === 'compact_boundary') return compaction(record, content)
  if (record.subtype === 'away_summary') return content?.replace(/\s*\(disable recaps in \/config\)$/, '')
  if (record.subtype === 'informational') return content
  return undefined
}

function compaction(record: Json, content: string | undefined): string {
  const facts = object(record.compactMetadata)
  const tokens = number(facts?.preTokens)
  const details = [string(facts?.trigger), tokens === undefined ? undefined : `${tokens} tokens before`]
  const told = details.filter(detail => detail !== undefined)
  return `${content ?? 'Conversation compacted'}${told.length > 0 ? ` (${told.join(', ')})` : ''}`
}
