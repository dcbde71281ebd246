/** What a tool call goes and gets: files it opens, patterns it searches for; and the files it changes. */
import type { TurnEvent } from '../transcript/event.ts'

export interface Fetches {
  readonly opened: string[]
  readonly searched: string[]
  readonly changed: string[]
}

/** Commands that show a file; of `sed` only where it prints. */
const SHOWS = new Set(['cat', 'head', 'tail', 'less', 'more', 'nl', 'bat', 'sed'])
const SEARCHES = new Set(['rg', 'grep', 'egrep', 'fgrep', 'ag', 'ack'])
const FINDS = new Set(['find', 'fd'])
/** Flags of searches that take a value: it is no pattern. */
const VALUED = /^(?:-[ABCmtTgfd]|--(?:include|exclude|exclude-dir|glob|type|type-not|max-count|context))$/
const NAMED = /^-i?(?:name|path|wholename)$/
/** A tool that searches the work, by its own name; one that searches the web or its own tools is none. */
const SEARCH_TOOL = /grep|glob|search|find/i
const ELSEWHERE = /web|tool|mcp/i
/** Commands are read up to here; characters. */
const COMMAND_CHARS = 2000

export function fetchesOf(turn: TurnEvent): Fetches {
  const out: Fetches = { opened: [], searched: [], changed: [] }
  if (turn.kind !== 'tool_call') return out
  for (const { path, touch } of turn.files ?? []) (touch === 'read' ? out.opened : out.changed).push(path)
  if (turn.command) readCommand(turn.command.line.slice(0, COMMAND_CHARS), out)
  else readSearch(turn, out)
  return out
}

function readSearch({ tool }: TurnEvent, { searched }: Fetches): void {
  if (!tool || !SEARCH_TOOL.test(tool.name) || ELSEWHERE.test(tool.name)) return
  const pattern = tool.input?.['pattern'] ?? tool.input?.['query']
  if (typeof pattern === 'string') searched.push(pattern)
}

/** Of a pipe only the beginning fetches; what follows filters. */
function readCommand(line: string, out: Fetches): void {
  const [script = ''] = line.split(/<<-?\s*['"]?\w/)
  for (const statement of splitOutside(script, /^(?:&&|\|\||[;\n])/)) {
    const [first = ''] = splitOutside(statement, /^\|/)
    const [program = '', ...rest] = wordsOf(first)
    const sub = program === 'git' ? rest.shift() : undefined
    if (SEARCHES.has(program) || sub === 'grep') out.searched.push(...patternsOf(rest))
    else if (FINDS.has(program)) out.searched.push(...rest.filter((_, i) => NAMED.test(rest[i - 1] ?? '')))
    else if (SHOWS.has(program) && (program !== 'sed' || rest.includes('-n'))) out.opened.push(...pathsOf(rest))
  }
}

function patternsOf(words: readonly string[]): string[] {
  const at = words.findIndex(word => word === '-e' || word === '--regexp')
  if (at >= 0) return words.slice(at + 1, at + 2)
  const plain = words.filter((word, i) => !word.startsWith('-') && !VALUED.test(words[i - 1] ?? ''))
  return plain.slice(0, 1)
}

/** Up to where the output goes into a file. */
function pathsOf(words: readonly string[]): string[] {
  const to = words.findIndex(word => word.startsWith('>'))
  return (to >= 0 ? words.slice(0, to) : words).filter(word => !word.startsWith('-'))
}

/** The words of a simple command, quotes taken off, without the variables set before it. */
function wordsOf(command: string): string[] {
  const words = (command.match(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/g) ?? []).map(word =>
    word.replace(/'([^']*)'|"((?:\\.|[^"\\])*)"/g, (_, single, double) => single ?? double),
  )
  const start = words.findIndex(word => !/^\w+=/.test(word))
  return start > 0 ? words.slice(start) : words
}

/** `text` cut where `sign` matches outside quotes. */
function splitOutside(text: string, sign: RegExp): string[] {
  const parts: string[] = []
  let quote = ''
  let from = 0
  for (let i = 0; i < text.length; i++) {
    const unit = text[i]!
    if (unit === '\\') i++
    else if (quote) quote = unit === quote ? '' : quote
    else if (unit === '"' || unit === "'") quote = unit
    else {
      const found = sign.exec(text.slice(i, i + 2))?.[0]
      if (!found) continue
      parts.push(text.slice(from, i))
      from = i + found.length
      i = from - 1
    }
  }
  parts.push(text.slice(from))
  return parts
}
