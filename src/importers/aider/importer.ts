/** Aider's chat history: `.aider.chat.history.md`, one run of the tool after another. */
import type { Importer } from '../importer.ts'

const HEADER = /^# aider chat started at \d{4}-\d\d-\d\d /m

export const aider: Importer = {
  id: 'aider',
  title: 'Aider',
  recognise(head) {
    const at = head.search(HEADER)
    if (at < 0) return 0
    return head.slice(0, at).trim() === '' ? 0.97 : 0.6
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
