/** Reads plain text: a chat where speakers are marked, else a person's notes. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import { chatTurns } from '../../core/transcript/chat-turns.ts'
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { Emit, LineReader } from '../importer.ts'
import { mentionOf, saidAt } from './mention.ts'
import { noteTurns } from './notes.ts'

export const openReader = (emit: Emit): LineReader => openDocument(emit, readDocument)

function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const style = chatStyle(lines, mentionOf)
  if (!style) return noteTurns(lines)
  // What stands before the first speaker is nobody's, but may say what the chat is about.
  const first = lines.findIndex(line => style(line) !== undefined)
  const before = noteTurns(lines.slice(0, first)).map(({ human: _, ...turn }) => ({
    ...turn,
    kind: 'note' as const,
  }))
  return [...before, ...chatTurns(lines, style, saidAt)]
}
