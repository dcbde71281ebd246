/** Qwen Code sessions: `~/.qwen/projects/<folder>/chats/<session>.jsonl`. */
import type { Importer } from '../importer.ts'

/** Its envelope is like Claude Code's; what stands in it is Gemini's, or a record of its own kind. */
const BODY = /"message":\{"role":"(?:user|model)","parts":\[|"message":\{"parts":\[/
const OWN = /"subtype":"(?:ui_telemetry|slash_command|chat_compression|at_command|session_source|session_model)"/

export const qwenCode: Importer = {
  id: 'qwen-code',
  title: 'Qwen Code',
  recognise(head) {
    if (!/^\s*\{/.test(head) || !head.includes('"sessionId":') || !head.includes('"parentUuid":')) return 0
    return BODY.test(head) || OWN.test(head) ? 0.97 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
