/** The part of Markdown that briefs and chats use, as blocks; what it does not know stays plain text. */

export type Block =
  | { kind: 'heading'; level: number; text: string }
  | { kind: 'item'; depth: number; mark: string; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'quote'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'table'; head: string[]; rows: string[][] }
  | { kind: 'rule' }

const FENCE = /^\s*(`{3,}|~{3,})/
const HEADING = /^(#{1,6})\s+(.*?)\s*#*$/
const ITEM = /^(\s*)([-*+]|\d{1,4}[.)])\s+(?:\[([ xX])\]\s+)?(.*)$/
const TABLE_RULE = /^\s*\|?\s*:?-+:?\s*(\|\s*:?-+:?\s*)+\|?\s*$/
const RULE = /^\s*([-*_])(\s*\1){2,}\s*$/

export function parseBlocks(markdown: string): Block[] {
  const blocks: Block[] = []
  let text: string[] = []
  const flush = () => {
    if (text.length > 0) blocks.push({ kind: 'text', text: text.join('\n') })
    text = []
  }
  const lines = markdown.split(/\r?\n/)
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    const fence = FENCE.exec(line)
    if (fence) {
      flush()
      const code: string[] = []
      while (++at < lines.length && !lines[at]!.trimStart().startsWith(fence[1]!)) code.push(lines[at]!)
      blocks.push({ kind: 'code', text: code.join('\n') })
      continue
    }
    if (TABLE_RULE.test(lines[at + 1] ?? '') && line.includes('|')) {
      flush()
      const rows: string[][] = []
      at++
      while (lines[at + 1]?.includes('|')) rows.push(cellsOf(lines[++at]!))
      blocks.push({ kind: 'table', head: cellsOf(line), rows })
      continue
    }
    const block = blockOf(line)
    if (block === undefined) {
      if (line.trim() === '') flush()
      else text.push(line)
      continue
    }
    flush()
    blocks.push(block)
  }
  flush()
  return blocks
}

const cellsOf = (line: string) =>
  line
    .trim()
    .replace(/^\||\|$/g, '')
    .split('|')
    .map(cell => cell.trim())

function blockOf(line: string): Block | undefined {
  if (RULE.test(line)) return { kind: 'rule' }
  const heading = HEADING.exec(line)
  if (heading) return { kind: 'heading', level: heading[1]!.length, text: heading[2]! }
  const item = ITEM.exec(line)
  if (item) {
    const depth = Math.min(4, Math.floor(item[1]!.replaceAll('\t', '  ').length / 2))
    const mark = item[3] === undefined ? (/\d/.test(item[2]!) ? item[2]! : '·') : item[3] === ' ' ? '☐' : '☑'
    return { kind: 'item', depth, mark, text: item[4]! }
  }
  if (line.startsWith('>')) return { kind: 'quote', text: line.replace(/^>\s?/, '') }
  return undefined
}

export type Span =
  | { kind: 'text' | 'bold' | 'code'; text: string }
  | { kind: 'link'; text: string; href: string }
  | { kind: 'turn'; text: string; turn: number }

const SPAN = /`([^`\n]+)`|\*\*(?=\S)([^*]+?)\*\*|\[t(\d+)\]|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g

/** Bold, code, links that lead to the web, and `[t123]`: the turn a line of a brief comes from. */
export function parseSpans(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const match of text.matchAll(SPAN)) {
    if (match.index > from) spans.push({ kind: 'text', text: text.slice(from, match.index) })
    from = match.index + match[0].length
    const [whole, code, bold, turn, words, href] = match
    if (code !== undefined) spans.push({ kind: 'code', text: code })
    else if (bold !== undefined) spans.push({ kind: 'bold', text: bold })
    else if (turn !== undefined) spans.push({ kind: 'turn', text: whole, turn: Number(turn) })
    else spans.push({ kind: 'link', text: words!, href: href! })
  }
  if (from < text.length) spans.push({ kind: 'text', text: text.slice(from) })
  return spans
}
