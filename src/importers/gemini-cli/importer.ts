/** Gemini CLI sessions: `~/.gemini/tmp/<project>/chats/session-*.json`, one document, or lines of it in newer ones. */
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Importer } from '../importer.ts'
import { readDocument } from './document.ts'

export const geminiCli: Importer = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  recognise(head) {
    if (!/^\s*\{/.test(head)) return 0
    return /"sessionId"\s*:/.test(head) && /"projectHash"\s*:/.test(head) ? 0.95 : 0
  },
  open: emit => openDocument(emit, readDocument),
}
