/** Chats exported or pasted as Markdown: of Cursor, Copilot, ChatGPT, Claude, Genspark and whoever writes alike. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import { chatTurns } from '../../core/transcript/chat-turns.ts'
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Draft } from '../../core/transcript/draft.ts'
import type { MetaEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import type { Importer } from '../importer.ts'
import { mentionOf } from './mention.ts'

const CURSOR_EXPORT = /^_Exported on .+ from Cursor(?: \(([^)]+)\))?_\s*$/

export const markdownChat: Importer = {
  id: 'markdown-chat',
  title: 'Markdown chat',
  recognise(head) {
    const lines = head.split(/\r?\n/)
    if (!chatStyle(lines, mentionOf)) return 0
    return lines.slice(0, 10).some(line => CURSOR_EXPORT.test(line)) ? 0.95 : 0.6
  },
  open: emit => openDocument(emit, readDocument),
}

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
