/** A text without speakers is one person's notes: a turn for every block between blank lines. */
import { draftTurn } from '../../core/transcript/draft.ts'
import type { TurnEvent } from '../../core/transcript/event.ts'
import { closes, type Fence, fenceOf } from '../../core/transcript/fences.ts'

const BLOCK_CHARS_MAX = 4096

export function noteTurns(lines: readonly string[]): TurnEvent[] {
  const turns: TurnEvent[] = []
  let block: string[] = []
  let from = 0
  let chars = 0
  let open: Fence | undefined
  const cut = () => {
    const text = block.join('\n').trim()
    block = []
    chars = 0
    if (text === '') return
    const line = from + 1
    pieces(text).forEach((piece, index) => {
      const turn = draftTurn({ line }, index === 0 ? `L${line}` : `L${line}:${index}`, 'user', 'text', piece)
      turn.human = true
      turns.push(turn)
    })
  }
  for (const [index, line] of lines.entries()) {
    const fence = fenceOf(line)
    if (fence) open = open ? (closes(fence, open) ? undefined : open) : fence
    if ((line.trim() === '' && !open) || chars + line.length > BLOCK_CHARS_MAX) cut()
    if (block.length === 0 && line.trim() === '') continue
    if (block.length === 0) from = index
    block.push(line)
    chars += line.length + 1
  }
  cut()
  return turns
}

/** A line longer than a block is cut between words. */
function pieces(text: string): string[] {
  const parts: string[] = []
  let rest = text
  while (rest.length > BLOCK_CHARS_MAX) {
    const space = rest.lastIndexOf(' ', BLOCK_CHARS_MAX)
    const at = space > BLOCK_CHARS_MAX / 2 ? space : BLOCK_CHARS_MAX
    parts.push(rest.slice(0, at).trim())
    rest = rest.slice(at).trim()
  }
  if (rest !== '') parts.push(rest)
  return parts
}
