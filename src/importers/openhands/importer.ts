/** OpenHands: the events of a conversation as an array, or an evaluation's `output.jsonl`, one conversation a line. */
import type { Importer } from '../importer.ts'

export const openhands: Importer = {
  id: 'openhands',
  title: 'OpenHands',
  pieces: 'values',
  recognise(head) {
    if (!/^\s*(?:\[\s*)?\{/.test(head)) return 0
    if (/"instance_id"\s*:/.test(head) && /"(?:history|test_result)"\s*:\s*[[{]/.test(head)) return 0.95
    if (/"kind"\s*:\s*"(?:SystemPromptEvent|MessageEvent|ActionEvent|ObservationEvent)"/.test(head)) return 0.95
    const speaks = /"source"\s*:\s*"(?:user|agent|environment)"/.test(head)
    return speaks && /"action"\s*:\s*"[a-z_]+"/.test(head) && /"args"\s*:\s*\{/.test(head) ? 0.95 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
