/** Reads a Qwen Code session line by line and hands each record to what understands it. */
import type { Place } from '../../core/transcript/draft.ts'
import { instant, type Json, object, string } from '../../core/transcript/json.ts'
import { openRecords } from '../../core/transcript/line-reader.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readAnswer, readResults } from './answer.ts'
import { readPrompt } from './prompt.ts'
import { openState, type State } from './state.ts'
import { readSystem } from './system.ts'

export function openReader(emit: Emit): LineReader {
  return openRecords(emit, out => {
    const state = openState(out)
    return { read: (record, line) => readRecord(record, line, state) }
  })
}

function readRecord(record: Json, line: number, state: State): void {
  const { facts } = state
  facts.tell(
    {
      sessionKey: facts.known.sessionKey ?? string(record.sessionId),
      cwd: string(record.cwd),
      branch: string(record.gitBranch),
      toolVersion: string(record.version),
    },
    line,
  )
  const sidechain = record.isSidechain === true || typeof record.agentId === 'string'
  const place: Place = { line, at: instant(record.timestamp), sidechain }
  const key = string(record.uuid) ?? `L${line}`
  const message = object(record.message)
  if (record.type === 'system') readSystem(record, key, place, state)
  else if (!message) return
  else if (record.type === 'user') readPrompt(record, message, key, place, state)
  else if (record.type === 'assistant') readAnswer(record, message, key, place, state)
  else if (record.type === 'tool_result') readResults(record, message, key, place, state)
}
