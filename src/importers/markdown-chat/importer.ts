/** Chats exported or pasted as Markdown: of Cursor, Copilot, ChatGPT, Claude, Genspark and whoever writes alike. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import type { Importer } from '../importer.ts'
import { CURSOR_EXPORT } from './cursor-export.ts'
import { mentionOf } from './mention.ts'

export const markdownChat: Importer = {
  id: 'markdown-chat',
  title: 'Markdown chat',
  recognise(head) {
    const lines = head.split(/\r?\n/)
    if (!chatStyle(lines, mentionOf)) return 0
    return lines.slice(0, 10).some(line => CURSOR_EXPORT.test(line)) ? 0.95 : 0.6
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
