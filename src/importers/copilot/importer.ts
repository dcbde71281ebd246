/** GitHub Copilot CLI and coding agent: `~/.copilot/session-state/<session>/events.jsonl`. */
import type { Importer } from '../importer.ts'

const START = /"type":"session\.start"/
const EVENT = /"type":"(?:user\.message|assistant\.message|assistant\.turn_start|tool\.execution_start|session\.\w+)"/

export const copilot: Importer = {
  id: 'copilot',
  title: 'Copilot CLI',
  recognise(head) {
    if (!/^\s*\{/.test(head) || !head.includes('"data":{') || !head.includes('"parentId":')) return 0
    if (START.test(head) && head.includes('"producer":')) return 0.97
    return EVENT.test(head) ? 0.9 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
