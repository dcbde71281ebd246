/** What an agent says in newer documents: words, thoughts (dropped) and tool elements. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { closes, type Fence, fenceOf } from '../../core/transcript/fences.ts'
import { readToolElement } from './tool-element.ts'

const ELEMENTS = [
  { opens: '<tool-use', ends: '</tool-use>' },
  { opens: '<think>', ends: '</think>' },
]

/** Finds the last line of the tool or thought element that begins at a line; fences in it are its own. */
export function shieldOf(lines: readonly string[]): (index: number) => number | undefined {
  const lastEnd = ELEMENTS.map(({ ends }) => lines.findLastIndex(line => line.endsWith(ends)))
  return index => {
    const at = ELEMENTS.findIndex(({ opens }) => lines[index]!.startsWith(opens))
    if (at < 0 || index > lastEnd[at]!) return undefined
    const { ends } = ELEMENTS[at]!
    for (let end = index; end < lines.length; end++) if (lines[end]!.trimEnd().endsWith(ends)) return end
    return undefined
  }
}

/** `firstLine` is the number of `lines[0]` in the document. */
export function readAgentBlock(
  lines: readonly string[],
  firstLine: number,
  place: Place,
  out: TranscriptEvent[],
): void {
  const shield = shieldOf(lines)
  let words: string[] = []
  let wordsFrom = 0
  let open: Fence | undefined
  const say = () => {
    const text = words
      .join('\n')
      .replace(/\n\s*---\s*$/, '')
      .trim()
    words = []
    if (text === '' || text === '---') return
    const line = firstLine + wordsFrom
    out.push(draftTurn({ ...place, line }, `L${line}`, 'assistant', 'text', text))
  }
  for (let index = 0; index < lines.length; index++) {
    const end = open ? undefined : shield(index)
    if (end !== undefined) {
      say()
      const line = firstLine + index
      if (lines[index]!.startsWith('<tool-use')) readToolElement(lines.slice(index, end + 1), { ...place, line }, out)
      index = end
      continue
    }
    const fence = fenceOf(lines[index]!)
    if (fence) open = open ? (closes(fence, open) ? undefined : open) : fence
    if (words.length === 0) wordsFrom = index
    if (words.length > 0 || lines[index] !== '') words.push(lines[index]!)
  }
  say()
}
