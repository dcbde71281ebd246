/** Gemini CLI sessions: `~/.gemini/tmp/<project>/chats/session-*.json`, one document, or lines of it in newer ones. */
import type { Importer } from '../importer.ts'

export const geminiCli: Importer = {
  id: 'gemini-cli',
  title: 'Gemini CLI',
  recognise(head) {
    if (!/^\s*\{/.test(head)) return 0
    return /"sessionId"\s*:/.test(head) && /"projectHash"\s*:/.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
