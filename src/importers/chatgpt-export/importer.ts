/** ChatGPT's data export: `conversations.json` (or `conversations-000.json` and on), an array of conversations. */
import type { Importer } from '../importer.ts'

export const chatgptExport: Importer = {
  id: 'chatgpt-export',
  title: 'ChatGPT export',
  pieces: 'values',
  recognise(head) {
    if (!/^\s*(?:\[\s*)?\{/.test(head) || !/"mapping"\s*:\s*\{/.test(head)) return 0
    return /"children"\s*:\s*\[/.test(head) || /"current_node"\s*:/.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
