/** Gemini CLI sessions: `~/.gemini/tmp/<project>/chats/session-*.json`, one document, or lines of it in newer ones. */
import type { Importer } from '../importer.ts'

/** What it printed as it ran. */
const STREAM = /^\s*\{"type":"init",[^\n]*"session_id":/

export const geminiCli: Importer = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  recognise(head) {
    if (!/^\s*\{/.test(head)) return 0
    if (STREAM.test(head)) return 0.95
    return /"sessionId"\s*:/.test(head) && /"projectHash"\s*:/.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
