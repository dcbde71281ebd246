/** Plain text: a pasted chat, or else a person's notes. What is no text for people is not taken. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import { chatTurns } from '../../core/transcript/chat-turns.ts'
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import type { Importer } from '../importer.ts'
import { isBinary, isData } from './data.ts'
import { mentionOf, saidAt } from './mention.ts'
import { noteTurns } from './notes.ts'

export const plainText: Importer = {
  id: 'plain-text',
  title: 'Plain text',
  recognise(head) {
    if (head.trim() === '' || isBinary(head)) return 0
    if (chatStyle(head.split(/\r?\n/), mentionOf)) return 0.4
    return isData(head) ? 0 : 0.1
  },
  open: emit => openDocument(emit, readDocument),
}

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
