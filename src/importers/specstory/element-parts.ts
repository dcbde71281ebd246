/** Takes a `<tool-use>` element apart: name, words about the call, command, path, output. */
import type { Draft } from '../../core/transcript/draft.ts'
import { closes, fenceOf } from '../../core/transcript/fences.ts'

export interface ElementParts {
  readonly name: string
  /** `shell`, `read`, `write`, `search`, `task`, `generic`, `unknown`. */
  readonly type: string
  /** What stands before the output, without the command. */
  readonly about: string
  readonly commandLine?: string
  readonly path?: string
  readonly output?: string
}

const SHELLS = new Set(['bash', 'sh', 'shell', 'zsh', 'powershell'])

export function elementParts(lines: readonly string[]): ElementParts {
  const open = lines[0]!
  const body = lines.slice(1, -1).filter(line => !/^\s*<\/?(?:details|summary)\b.*>\s*$/.test(line))
  const summary = lines.find(line => line.includes('<summary>')) ?? ''
  const name = /data-tool-name="([^"]*)"/.exec(open)?.[1] ?? /\*\*(.+?)\*\*/.exec(summary)?.[1] ?? 'tool'
  const type = /data-tool-type="([^"]*)"/.exec(open)?.[1] ?? 'unknown'

  const words: string[] = []
  const outputs: string[] = []
  let commandLine: string | undefined
  for (let index = 0; index < body.length; index++) {
    const fence = fenceOf(body[index]!)
    if (!fence) {
      words.push(body[index]!)
      continue
    }
    let end = index + 1
    while (end < body.length && !isEnd(body[end]!, fence)) end += 1
    const quoted = body
      .slice(index + 1, end)
      .map(unescaped)
      .join('\n')
    if (type === 'shell' && commandLine === undefined && SHELLS.has(fence.info)) commandLine = quoted
    else outputs.push(quoted)
    index = end
  }

  if (type === 'shell' && commandLine === undefined) commandLine = takeInlineCode(words)
  const about = words.join('\n').trim()
  const parts: Draft<ElementParts> = { name, type, about }
  if (commandLine !== undefined) parts.commandLine = commandLine
  const path = type === 'read' || type === 'write' ? /`([^`\n]+)`/.exec(about)?.[1] : undefined
  if (path) parts.path = path
  if (outputs.length > 0) parts.output = outputs.join('\n')
  return parts
}

function isEnd(line: string, open: NonNullable<ReturnType<typeof fenceOf>>): boolean {
  const fence = fenceOf(line)
  return fence !== undefined && closes(fence, open)
}

/** Takes the lines between the first backtick that begins a line and the last that ends one out of `words`. */
function takeInlineCode(words: string[]): string | undefined {
  const from = words.findIndex(line => line.startsWith('`'))
  const to = words.findLastIndex(line => line.trimEnd().endsWith('`'))
  if (from < 0 || to < from) return undefined
  const code = words
    .splice(from, to - from + 1)
    .join('\n')
    .trim()
    .slice(1, -1)
  return code === '' ? undefined : code
}

/** SpecStory writes a fence inside a fence as `\```. */
function unescaped(line: string): string {
  return line.startsWith('\\```') ? line.slice(1) : line
}
