/** Codex CLI rollouts: `~/.codex/sessions/<date>/rollout-<time>-<id>.jsonl`. */
import type { Importer } from '../importer.ts'

const RECORD =
  /^\{"timestamp":"[^"]+","type":"(?:session_meta|turn_context|response_item|event_msg|compacted)","payload":/m

export const codex: Importer = {
  id: 'codex',
  title: 'Codex',
  recognise(head) {
    if (RECORD.test(head)) return 0.97
    const alike = head.includes('"payload":') && /"type":\s*"(?:session_meta|response_item)"/.test(head)
    return alike && /^\s*\{/.test(head) ? 0.8 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
