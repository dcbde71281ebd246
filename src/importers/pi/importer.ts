/** Pi sessions: `~/.pi/agent/sessions/<folder>/<time>_<id>.jsonl`, a tree of entries, one a line. */
import type { Importer } from '../importer.ts'

const HEAD = /^\s*\{"type":"session",(?=[^\n]*"id":)(?=[^\n]*"timestamp":)[^\n]*"cwd":/
const MESSAGE = /"message":\{"role":"(?:user|assistant|toolResult|bashExecution)"/

export const pi: Importer = {
  id: 'pi',
  title: 'Pi',
  recognise(head) {
    if (HEAD.test(head)) return 0.96
    return /^\s*\{"type":"message",/.test(head) && head.includes('"parentId":') && MESSAGE.test(head) ? 0.8 : 0
  },
  open: async emit => (await import('./reader.ts')).openReader(emit),
}
