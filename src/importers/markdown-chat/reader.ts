/** Reads a Markdown chat: its head, then what each speaker says. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import { chatTurns } from '../../core/transcript/chat-turns.ts'
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Draft } from '../../core/transcript/draft.ts'
import type { MetaEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import type { Emit, LineReader } from '../importer.ts'
import { CURSOR_EXPORT } from './cursor-export.ts'
import { mentionOf } from './mention.ts'

export const openReader = (emit: Emit): LineReader => openDocument(emit, readDocument)

function readDocument(lines: readonly string[]): TranscriptEvent[] {
  const style = chatStyle(lines, mentionOf)
  if (!style) return [{ type: 'skip', line: 1, reason: 'no two speakers are marked in this document' }]
  const first = lines.findIndex(line => style(line) !== undefined)
  const meta = readHead(lines.slice(0, first))
  const turns = chatTurns(lines, style)
  return meta ? [meta, ...turns] : turns
}

function readHead(lines: readonly string[]): MetaEvent | undefined {
  const meta: Draft<MetaEvent> = { type: 'meta', line: 1 }
  for (const line of lines) {
    const title = /^# (.+)$/.exec(line)?.[1]?.trim()
    if (title && !meta.title) meta.title = title
    const version = CURSOR_EXPORT.exec(line)?.[1]
    if (version) meta.toolVersion = version
  }
  return meta.title || meta.toolVersion ? meta : undefined
}
