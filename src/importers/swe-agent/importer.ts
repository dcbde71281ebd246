/** SWE-agent trajectories: `<instance>.traj`, one JSON document. */
import { openDocument } from '../../core/transcript/document-reader.ts'
import type { Importer } from '../importer.ts'
import { readDocument } from './document.ts'

export const sweAgent: Importer = {
  id: 'swe-agent',
  title: 'SWE-agent',
  recognise(head) {
    if (!/^\s*\{/.test(head) || !/"trajectory"\s*:\s*\[/.test(head)) return 0
    return /"action"\s*:/.test(head) && /"observation"\s*:/.test(head) ? 0.95 : 0
  },
  open: emit => openDocument(emit, readDocument),
}
