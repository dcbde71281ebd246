/** Tasks of Cline, Roo Code and their kin: `ui_messages.json`, or `api_conversation_history.json`, an array each. */
import type { Importer } from '../importer.ts'

const UI = /"ts"\s*:\s*\d+\s*,\s*"type"\s*:\s*"(say|ask)"\s*,\s*"\1"\s*:\s*"/
const INJECTED = /"text"\s*:\s*"(?:<task>|<user_message>|<feedback>|<environment_details>|\[TASK RESUMPTION\])/

export const cline: Importer = {
  id: 'cline',
  title: 'Cline',
  pieces: 'values',
  recognise(head) {
    if (!/^\s*\[\s*\{/.test(head)) return 0
    if (UI.test(head)) return 0.96
    return /"role"\s*:\s*"user"/.test(head) && INJECTED.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
