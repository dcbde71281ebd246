/** Reads a Claude Code session line by line and hands each line to what understands it. */
import { instant, type Json, object, parseLine, string } from '../../core/transcript/json.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readAssistant } from './assistant.ts'
import { readAttachment } from './attachment.ts'
import { isNoise } from './noise.ts'
import type { LinePlace } from './place.ts'
import { openState, type State } from './state.ts'
import { readSystem } from './system.ts'
import { readUser } from './user.ts'

export function openReader(emit: Emit): LineReader {
  const state = openState()
  const handOver = () => {
    for (const event of state.out) emit(event)
    state.out.length = 0
  }
  return {
    line(text, number) {
      if (isNoise(text)) return
      try {
        readLine(text, number, state)
      } catch (error) {
        skip(state, number, `could not be read: ${error instanceof Error ? error.message : 'unknown reason'}`)
      }
      // Outside the try: what the receiver throws is its own and must not become a skip.
      handOver()
    },
    end() {
      state.usage.flush()
      state.queue.flush()
      handOver()
    },
  }
}

function skip(state: State, line: number, reason: string): void {
  state.out.push({ type: 'skip', line, reason })
}

function readLine(text: string, line: number, state: State): void {
  // A byte order mark may stand before the first line.
  const parsed = parseLine(line === 1 ? text.replace(/^\ufeff/, '') : text)
  if ('reason' in parsed) {
    skip(state, line, parsed.reason)
    return
  }
  const { record } = parsed
  const type = string(record.type)
  if (type === 'user' || type === 'assistant') {
    readMessage(type, record, line, state)
    return
  }
  if (type === 'system') readSystem(record, placeOf(record, line), state)
  else if (type === 'attachment') readAttachment(record, placeOf(record, line), state)
  else if (type === 'queue-operation') state.queue.operate(record, line)
  else if (type === 'summary' || type === 'ai-title' || type === 'custom-title') state.meta.title(record, line)
}

function readMessage(type: 'user' | 'assistant', record: Json, line: number, state: State): void {
  const message = object(record.message)
  if (!message) {
    skip(state, line, `${type} line without its message`)
    return
  }
  const content = message.content
  if (typeof content !== 'string' && !Array.isArray(content)) {
    skip(state, line, `${type} line whose message has no content`)
    return
  }
  const uuid = string(record.uuid)
  if (uuid !== undefined) {
    if (state.seen.has(uuid)) return
    state.seen.add(uuid)
  }
  state.meta.envelope(record, line)
  const place = placeOf(record, line)
  if (type === 'assistant') readAssistant(record, message, place, state)
  else readUser(record, content, place, state)
}

function placeOf(record: Json, line: number): LinePlace {
  return {
    line,
    key: string(record.uuid) ?? `L${line}`,
    at: instant(record.timestamp),
    sidechain: record.isSidechain === true,
  }
}
