/** Reads a whole OpenCode session: what it says of itself, then its messages. */
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { object, parseLine, records, string } from '../../core/transcript/json.ts'
import { lineFinder } from '../../core/transcript/line-finder.ts'
import { openFacts, type SessionFacts } from '../../core/transcript/session-facts.ts'
import type { Emit, LineReader } from '../importer.ts'
import { readMessage } from './message.ts'

export const openReader = (emit: Emit): LineReader => openDocument(emit, readDocument)

export interface Session {
  readonly out: TranscriptEvent[]
  readonly facts: SessionFacts
  /** It is a sub-agent's: nobody typed what it was asked. */
  readonly isChild: boolean
}

function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const parsed = parseLine(lines.join('\n'))
  if ('reason' in parsed) return [{ type: 'skip', line: 1, reason: parsed.reason }]
  const info = object(parsed.record.info) ?? {}
  const out: TranscriptEvent[] = []
  // A sub-agent's session belongs to the one that started it.
  const parent = string(info.parentID)
  const session: Session = { out, facts: openFacts(out), isChild: parent !== undefined }
  session.facts.tell(
    {
      sessionKey: parent ?? string(info.id),
      title: parent === undefined ? string(info.title) : undefined,
      cwd: string(info.directory),
      toolVersion: string(info.version),
    },
    1,
  )
  const lineOf = lineFinder(lines)
  const messages = records(parsed.record.messages)
  for (const [index, message] of messages.entries()) {
    const said = object(message.info)
    const where = { line: lineOf(string(said?.id)), index, isLast: index === messages.length - 1, session }
    if (said) readMessage(said, records(message.parts), where)
  }
  return out
}
