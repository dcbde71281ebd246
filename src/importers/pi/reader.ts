/** Reads a Pi session line by line and hands each entry to what understands it. */
import type { Call } from '../../core/transcript/call-turns.ts'
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { instant, type Json, number, object, string } from '../../core/transcript/json.ts'
import { openRecords } from '../../core/transcript/line-reader.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readMessage } from './message.ts'

export interface State {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** Calls by their id, until their result comes. */
  readonly calls: Map<string, Call>
  /** A fork begins with its parent's entries, which are older than it. */
  forkedAt: number
}

export function openReader(emit: Emit): LineReader {
  return openRecords(emit, out => {
    const state: State = { out, facts: openFacts(out), calls: new Map(), forkedAt: Number.NEGATIVE_INFINITY }
    return { read: (entry, line) => readEntry(entry, line, state) }
  })
}

function readEntry(entry: Json, line: number, state: State): void {
  const { facts, out } = state
  const key = string(entry.id) ?? `L${line}`
  const place: Place = { line, at: instant(entry.timestamp) }
  const message = object(entry.message)
  if (entry.type === 'session') readHead(entry, line, state)
  else if (entry.type === 'message' && message) readMessage(message, key, place, state)
  else if (entry.type === 'model_change') facts.tell({ model: string(entry.modelId) }, line)
  else if (entry.type === 'session_info') facts.tell({ title: string(entry.name) }, line)
  else if (entry.type === 'compaction') readCompaction(entry, key, place, out)
  else if (entry.type === 'branch_summary') summarise(entry, key, place, out)
  else if (entry.type === 'custom_message') readMessage({ ...entry, role: 'custom' }, key, place, state)
}

function readHead(entry: Json, line: number, state: State): void {
  state.facts.tell({ sessionKey: string(entry.id), cwd: string(entry.cwd), model: string(entry.modelId) }, line)
  if (typeof entry.parentSession === 'string') state.forkedAt = instant(entry.timestamp) ?? state.forkedAt
}

function readCompaction(entry: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const before = number(entry.tokensBefore)
  const words = before === undefined ? 'Context compacted' : `Context compacted (${before} tokens before)`
  out.push(draftTurn(place, key, 'system', 'note', words))
  summarise(entry, `${key}:summary`, place, out)
}

function summarise(entry: Json, key: string, place: Place, out: TranscriptEvent[]): void {
  const summary = string(entry.summary)?.trim()
  if (summary) out.push(draftTurn(place, key, 'system', 'summary', summary))
}
