/** Claude.ai's data export: `conversations.json`, an array of conversations. */
import type { Importer } from '../importer.ts'

export const claudeAiExport: Importer = {
  id: 'claude-ai-export',
  title: 'Claude.ai export',
  pieces: 'values',
  recognise(head) {
    if (!/^\s*(?:\[\s*)?\{/.test(head) || !/"chat_messages"\s*:\s*\[/.test(head)) return 0
    return /"uuid"\s*:/.test(head) ? 0.95 : 0.8
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
