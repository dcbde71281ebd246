/** SWE-agent trajectories: `<instance>.traj`, one JSON document. */
import type { Importer } from '../importer.ts'

export const sweAgent: Importer = {
  id: 'swe-agent',
  title: 'SWE-agent',
  recognise(head) {
    if (!/^\s*\{/.test(head) || !/"trajectory"\s*:\s*\[/.test(head)) return 0
    return /"action"\s*:/.test(head) && /"observation"\s*:/.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
