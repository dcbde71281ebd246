/** OpenCode sessions: what `opencode export` writes, one JSON document `{ info, messages: [{ info, parts }] }`. */
import type { Importer } from '../importer.ts'

export const opencode: Importer = {
  id: 'opencode',
  title: 'OpenCode',
  recognise(head) {
    if (!/^\s*\{\s*"info"\s*:\s*\{/.test(head)) return 0
    if (/"id"\s*:\s*"ses_/.test(head) && /"directory"\s*:/.test(head)) return 0.97
    return /"messages"\s*:\s*\[/.test(head) && /"parts"\s*:\s*\[/.test(head) ? 0.9 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
