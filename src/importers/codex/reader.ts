/** Reads a Codex rollout line by line and hands each record to what understands it. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import { instant, type Json, object, parseLine, string } from '../../core/transcript/json.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readEvent } from './event-message.ts'
import { readItem } from './response-item.ts'
import { openState, type State } from './state.ts'

/** Records that repeat others or are no words; half of the bytes. Told by a look at the line's beginning. */
const NOISE =
  /^\{"timestamp":"[^"]*","type":"(?:response_item","payload":\{"type":"reasoning"|event_msg","payload":\{"type":"(?:exec_command_end|patch_apply_end|mcp_tool_call_end|agent_message|agent_reasoning|task_started|task_complete)")/

export function openReader(emit: Emit): LineReader {
  const state = openState()
  const handOver = () => {
    for (const event of state.out) emit(event)
    state.out.length = 0
  }
  return {
    line(text, number) {
      if (text.trim() === '' || (NOISE.test(text) && text.trimEnd().endsWith('}'))) return
      try {
        readLine(text, number, state)
      } catch (error) {
        const reason = `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`
        state.out.push({ type: 'skip', line: number, reason })
      }
      handOver()
    },
    end() {
      state.prompts.flush()
      handOver()
    },
  }
}

function readLine(text: string, line: number, state: State): void {
  const parsed = parseLine(line === 1 ? text.replace(/^\ufeff/, '') : text)
  if ('reason' in parsed) {
    state.out.push({ type: 'skip', line, reason: parsed.reason })
    return
  }
  const { record } = parsed
  const type = string(record.type)
  if (!type) return
  const payload = object(record.payload)
  if (!payload) {
    state.out.push({ type: 'skip', line, reason: `${type} record without its payload` })
    return
  }
  const place: Place = { line, at: instant(record.timestamp) }
  if (type === 'response_item') readItem(payload, place, state)
  else if (type === 'event_msg') readEvent(payload, place, state)
  else if (type === 'session_meta') readSession(payload, line, state)
  else if (type === 'turn_context') {
    state.zone = string(payload.timezone) ?? state.zone
    state.facts.tell({ model: string(payload.model), cwd: state.facts.known.cwd ?? string(payload.cwd) }, line)
  } else if (type === 'compacted') readCompaction(payload, place, state)
}

/** A fork holds its parent's session records as well; its own comes first. */
function readSession(payload: Json, line: number, state: State): void {
  state.countedIn = string(payload.id) ?? state.countedIn
  if (state.facts.known.sessionKey) return
  const git = object(payload.git)
  state.facts.tell(
    {
      sessionKey: string(payload.id),
      cwd: string(payload.cwd),
      branch: string(git?.branch),
      commit: string(git?.commit_hash),
      toolVersion: string(payload.cli_version),
    },
    line,
  )
}

/** The summary is readable in old rollouts only; newer ones keep it encrypted. */
function readCompaction(payload: Json, place: Place, state: State): void {
  const key = `L${place.line}`
  const summary = string(payload.message)?.trim()
  state.out.push(draftTurn(place, key, 'system', 'note', 'Context compacted'))
  if (summary) state.out.push(draftTurn(place, `${key}:summary`, 'system', 'summary', summary))
}
