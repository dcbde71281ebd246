/** ChatGPT's data export: `conversations.json` (or `conversations-000.json` and on), an array of conversations. */
import { openValues } from '../../core/transcript/value-reader.ts'
import type { Importer } from '../importer.ts'
import { readConversation } from './conversation.ts'

export const chatgptExport: Importer = {
  id: 'chatgpt-export',
  title: 'ChatGPT export',
  pieces: 'values',
  recognise(head) {
    if (!/^\s*(?:\[\s*)?\{/.test(head) || !/"mapping"\s*:\s*\{/.test(head)) return 0
    return /"children"\s*:\s*\[/.test(head) || /"current_node"\s*:/.test(head) ? 0.95 : 0
  },
  open: emit => openValues(emit, readConversation),
}
