/** Reads the events of a Copilot session line by line and hands each to what understands it. */
import { instant, type Json, object, string } from '../../core/transcript/json.ts'
import { openRecords } from '../../core/transcript/line-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readAnswer, readPrompt } from './message.ts'
import { readSession } from './session.ts'
import { type LogEvent, openState, type State } from './state.ts'
import { readEnd, readStart } from './tool.ts'

export function openReader(emit: Emit): LineReader {
  return openRecords(emit, out => {
    const state = openState(out)
    return { read: (record, line) => readEvent(record, line, state) }
  })
}

function readEvent(record: Json, line: number, state: State): void {
  const type = string(record.type)
  const data = object(record.data)
  if (!type || !data) return
  const sidechain = typeof record.agentId === 'string' || typeof data.parentToolCallId === 'string'
  const place = { line, at: instant(record.timestamp), sidechain }
  const event: LogEvent = { key: string(record.id) ?? `L${line}`, place, data }
  if (type === 'user.message') readPrompt(event, state)
  else if (type === 'assistant.message') readAnswer(event, state)
  else if (type === 'tool.execution_start' || type === 'tool.user_requested') readStart(event, state)
  else if (type === 'tool.execution_complete') readEnd(event, state)
  else readSession(type, event, state)
}
