/** Claude Code session logs: `~/.claude/projects/<folder>/<session>.jsonl`. */
import type { Importer } from '../importer.ts'

/** Lines that only Claude Code writes; Qwen Code's envelope is alike. */
const MARKS = ['"isSidechain":', '"leafUuid":', '"type":"file-history-snapshot"', '"isSnapshotUpdate":']
/** What stands in Qwen Code's. */
const PARTS = /"message":\{(?:"role":"[a-z]+",)?"parts":\[/
/** A log that another program cut down to what was said. */
const MESSAGE = /"message":\{[^{}]{0,400}"role":"(?:user|assistant)"[^{}]{0,400}"content":/
/** Small lines that a log may begin with; they carry the session's id. */
const SMALL = /^\{"type":"(?:queue-operation|permission-mode|mode|last-prompt|ai-title|custom-title|agent-name)",/m

export const claudeCode: Importer = {
  id: 'claude-code',
  title: 'Claude Code',
  recognise(head: string): number {
    if (!/^\s*\{/.test(head)) return 0
    const conversational = head.includes('"parentUuid":') && head.includes('"sessionId":')
    if (PARTS.test(head)) return 0
    if (conversational && MARKS.some(mark => head.includes(mark))) return 0.98
    if (MARKS.some(mark => head.includes(mark)) && /"type":"(?:summary|file-history-snapshot)"/.test(head)) return 0.9
    if (!head.includes('"sessionId":')) return 0
    if (SMALL.test(head)) return 0.8
    return MESSAGE.test(head) ? 0.7 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
