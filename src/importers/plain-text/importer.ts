/** Plain text: a pasted chat, or else a person's notes. What is no text for people is not taken. */
import { chatStyle } from '../../core/transcript/chat-style.ts'
import type { Importer } from '../importer.ts'
import { isBinary, isData } from './data.ts'
import { mentionOf } from './mention.ts'

export const plainText: Importer = {
  id: 'plain-text',
  title: 'Plain text',
  recognise(head) {
    if (head.trim() === '' || isBinary(head)) return 0
    if (chatStyle(head.split(/\r?\n/), mentionOf)) return 0.4
    return isData(head) ? 0 : 0.1
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
