/** Splits a Markdown chat at the lines that name a speaker, whatever its code fences quote. */
import { closes, type Fence, fenceOf } from './fences.ts'

export interface SpeakerBlock<Speaker> {
  readonly speaker: Speaker
  /** Index of the line that names the speaker; what is said stands in `lines[from]` up to `lines[to - 1]`. */
  readonly header: number
  readonly from: number
  readonly to: number
}

export interface SpeakerLines<Speaker> {
  speakerOf(line: string, index: number): Speaker | undefined
  /** A block that begins at this line is skipped whole; gives the index of its last line. */
  shieldFrom?(index: number): number | undefined
}

const LOOK_AHEAD_LINES_MAX = 2000

export function speakerBlocks<Speaker>(
  lines: readonly string[],
  { speakerOf, shieldFrom }: SpeakerLines<Speaker>,
): SpeakerBlock<Speaker>[] {
  const heads: { speaker: Speaker; index: number }[] = []
  let open: Fence | undefined
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!
    const shielded = open ? undefined : shieldFrom?.(index)
    if (shielded !== undefined) {
      index = shielded
      continue
    }
    const fence = fenceOf(line)
    if (fence) {
      if (!open) open = fence
      else if (closes(fence, open)) open = undefined
      continue
    }
    const speaker = speakerOf(line, index)
    if (speaker === undefined) continue
    if (open && isQuoted(lines, index, open, speakerOf)) continue
    open = undefined
    heads.push({ speaker, index })
  }
  return heads.map(({ speaker, index }, at) => ({
    speaker,
    header: index,
    from: index + 1,
    to: heads[at + 1]?.index ?? lines.length,
  }))
}

/**
 * A line in an open fence names a speaker. Either the fence quotes a chat, or it was never closed (people and models
 * nest and forget fences). It is quoted if that leaves the fences behind it well formed: none with a language begins
 * inside an open one, and none stays open to the end.
 */
function isQuoted<Speaker>(
  lines: readonly string[],
  from: number,
  quoting: Fence,
  speakerOf: (line: string, index: number) => Speaker | undefined,
): boolean {
  let open: Fence | undefined = quoting
  const to = Math.min(lines.length, from + LOOK_AHEAD_LINES_MAX)
  for (let index = from; index < to; index++) {
    const fence = fenceOf(lines[index]!)
    if (!fence) {
      if (!open && speakerOf(lines[index]!, index) !== undefined) return true
      continue
    }
    if (!open) {
      if (fence.info !== '') return true
      open = fence
    } else if (closes(fence, open)) open = undefined
    else if (fence.mark === open.mark && fence.length >= open.length) return false
  }
  return !open
}
