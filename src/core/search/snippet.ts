/** The few words of a turn around what was searched for, without secrets. */
import { redact } from '../redact/index.ts'
import type { Term } from './parse-query.ts'
import { type Token, tokensOf, withoutColours } from './tokens.ts'

export interface Snippet {
  /** Plain text on one line. */
  readonly text: string
  /** What matched: `[from, to)` in the text, in order, apart from each other. */
  readonly marks: readonly (readonly [number, number])[]
}

interface Match {
  readonly term: number
  readonly start: number
  readonly end: number
}

const LEAD_CHARS = 70
const CHARS = 260
/** A secret is known by what stands around it: a private key is the longest. */
const AROUND_CHARS = 8000

/** @param recorded the words of a turn. @param terms that were searched for. */
export function cutSnippet(recorded: string, terms: readonly Term[]): Snippet {
  const content = withoutColours(recorded)
  const centre = bestMatch(findMatches(content, terms))?.start ?? 0
  const from = Math.max(0, centre - AROUND_CHARS)
  const before = redact(content.slice(from, centre + AROUND_CHARS)).text
  const clean = before.replace(/[\s\p{Cc}]+/gu, ' ').trim()
  const matches = findMatches(clean, terms)
  const start = startNear(clean, (bestMatch(matches)?.start ?? Math.min(centre - from, clean.length)) - LEAD_CHARS)
  const end = endNear(clean, start + CHARS)
  const head = start > 0 || from > 0 ? '…' : ''
  const tail = end < clean.length || centre + AROUND_CHARS < content.length ? '…' : ''
  const shift = head.length - start
  const shown = matches.filter(match => match.start >= start && match.end <= end)
  return { text: `${head}${clean.slice(start, end)}${tail}`, marks: joined(shown, shift) }
}

function findMatches(text: string, terms: readonly Term[]): Match[] {
  const tokens = tokensOf(text)
  const matches: Match[] = []
  for (let at = 0; at < tokens.length; at++) {
    for (const [term, { words, prefix }] of terms.entries()) {
      const last = tokens[at + words.length - 1]
      if (last && words.every((word, i) => isWord(tokens[at + i], word, prefix && i === words.length - 1)))
        matches.push({ term, start: tokens[at]?.start ?? 0, end: last.end })
    }
  }
  return matches
}

const isWord = (token: Token | undefined, word: string, prefix: boolean): boolean =>
  token !== undefined && (prefix ? token.word.startsWith(word) : token.word === word)

/** The first of those after which most different terms follow closely. */
function bestMatch(matches: readonly Match[]): Match | undefined {
  let best: Match | undefined
  let most = 0
  for (let at = 0; at < matches.length; at++) {
    const from = matches[at] as Match
    const near = new Set<number>()
    for (let i = at; i < matches.length; i++) {
      const match = matches[i] as Match
      if (match.end - from.start > CHARS - LEAD_CHARS) break
      near.add(match.term)
    }
    if (near.size <= most) continue
    best = from
    most = near.size
  }
  return best
}

/** A word's beginning near the place; 0 where that is the text's beginning. */
function startNear(text: string, at: number): number {
  if (at <= 0) return 0
  const space = text.indexOf(' ', at)
  if (space >= 0 && space - at < 25) return space + 1
  return isHalf(text, at) ? at + 1 : at
}

function endNear(text: string, at: number): number {
  if (at >= text.length) return text.length
  const space = text.lastIndexOf(' ', at)
  if (at - space < 25) return space
  return isHalf(text, at) ? at - 1 : at
}

/** In the middle of a character of two code units. */
const isHalf = (text: string, at: number): boolean => /[\udc00-\udfff]/.test(text[at] ?? '')

function joined(matches: readonly Match[], shift: number): [number, number][] {
  const marks: [number, number][] = []
  for (const { start, end } of matches) {
    const last = marks.at(-1)
    if (last && start + shift <= last[1]) last[1] = Math.max(last[1], end + shift)
    else marks.push([start + shift, end + shift])
  }
  return marks
}
