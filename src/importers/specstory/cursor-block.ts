/** What Cursor's assistant says in old documents: chunks between rules, of which some are tools at work. */
import { draftTurn, type Place } from '../../core/transcript/draft.ts'
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { closes, type Fence, fenceOf } from '../../core/transcript/fences.ts'

interface Chunk {
  readonly line: number
  readonly text: string
}

/** `firstLine` is the number of `lines[0]` in the document. */
export function readCursorBlock(
  lines: readonly string[],
  firstLine: number,
  place: Place,
  out: TranscriptEvent[],
): void {
  for (const chunk of chunksOf(lines, firstLine)) readChunk(chunk, { ...place, line: chunk.line }, out)
}

function chunksOf(lines: readonly string[], firstLine: number): Chunk[] {
  const chunks: Chunk[] = []
  let from = 0
  let open: Fence | undefined
  const cut = (to: number) => {
    while (from < to && lines[from]!.trim() === '') from += 1
    const text = lines.slice(from, to).join('\n').trim()
    if (text !== '') chunks.push({ line: firstLine + from, text })
    from = to + 1
  }
  for (let index = 0; index < lines.length; index++) {
    const fence = fenceOf(lines[index]!)
    if (fence) open = open ? (closes(fence, open) ? undefined : open) : fence
    // A rule between blank lines parts chunks even where a fence before it was never closed.
    else if (lines[index] === '---' && (!open || (lines[index - 1] === '' && lines[index + 1] === ''))) {
      open = undefined
      cut(index)
    }
  }
  cut(lines.length)
  return chunks
}

const COMMAND = /^```(?:bash|sh|shell|zsh)\n([\s\S]*?)\n```\s*(?:```\n([\s\S]*?)\n?```)?$/
const READ = /^Read file: (\S.*)$/
const LISTED = /^<details>\s*<summary>([\s\S]*?)<\/summary>([\s\S]*?)<\/details>$/
const EDIT = /^```(diff|[\w+-]+:\S+)\n[\s\S]*```$/

function readChunk({ text }: Chunk, place: Place, out: TranscriptEvent[]): void {
  const key = `L${place.line}`
  const call = (name: string, words: string) => {
    const turn = draftTurn(place, `${key}:call`, 'assistant', 'tool_call', words)
    turn.tool = { name, callId: key }
    out.push(turn)
    return turn
  }
  const answer = (name: string, output: string | undefined) => {
    if (!output?.trim()) return undefined
    const turn = draftTurn(place, `${key}:result`, 'tool', 'tool_result', output.trim())
    turn.tool = { name, callId: key }
    out.push(turn)
    return turn
  }
  const command = COMMAND.exec(text)
  if (command) {
    const run = { line: command[1]! }
    call('terminal', run.line).command = run
    const result = answer('terminal', command[2])
    if (result) result.command = run
    return
  }
  const path = READ.exec(text)?.[1]?.trim()
  if (path) {
    call('read_file', text).files = [{ path, touch: 'read' }]
    return
  }
  const listed = LISTED.exec(text)
  if (listed) {
    call('search', listed[1]!.replaceAll('**', '').trim())
    answer('search', listed[2])
    return
  }
  const edit = EDIT.exec(text)
  if (edit) {
    const target = edit[1]!.includes(':') ? edit[1]!.slice(edit[1]!.indexOf(':') + 1) : undefined
    const turn = call('edit_file', text)
    if (target) turn.files = [{ path: target, touch: 'edited' }]
    return
  }
  out.push(draftTurn(place, key, 'assistant', 'text', text))
}
