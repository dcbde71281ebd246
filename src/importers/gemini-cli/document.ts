/** A whole Gemini session: its head, then its messages. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, list, object, parseLine, string } from '../../core/transcript/json.ts'
import { lineFinder } from '../../core/transcript/line-finder.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'
import { readMessage } from './message.ts'

export function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const out: TranscriptEvent[] = []
  const facts = openFacts(out)
  const whole = parseLine(lines.join('\n'))
  const first = lines.findIndex(line => line.trim() !== '')
  if ('reason' in whole && first >= 0 && 'reason' in parseLine(lines[first]!)) {
    return [{ type: 'skip', line: first + 1, reason: whole.reason }]
  }
  const session = 'record' in whole ? whole.record : fromLines(lines, out)
  facts.tell({ sessionKey: string(session.sessionId), title: string(session.summary) }, 1)
  const finder = lineFinder(lines)
  list(session.messages).forEach((entry, index) => {
    const message = object(entry)
    if (message) readMessage(message, finder(string(message.id)), index, facts, out)
  })
  return out
}

/** Newer sessions are lines: a head, messages, and patches of which the last write wins. */
function fromLines(lines: readonly string[], out: TranscriptEvent[]): Json {
  let session: Json = {}
  let messages: unknown[] = []
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue
    const parsed = parseLine(line)
    if ('reason' in parsed) {
      out.push({ type: 'skip', line: index + 1, reason: parsed.reason })
      continue
    }
    const { record } = parsed
    const patch = object(record.$set)
    if (Array.isArray(patch?.messages)) messages = [...patch.messages]
    else if (patch) session = { ...session, ...patch }
    else if (typeof record.type === 'string') messages.push(record)
    else session = { ...session, ...record }
  }
  return { ...session, messages }
}
