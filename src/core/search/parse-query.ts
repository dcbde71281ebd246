/** What a person typed into a search, as terms: whatever they type means something, or nothing. */
import { tokensOf } from './tokens.ts'

export interface Term {
  /** Its words as they were typed, with spaces between them: the index has its own way with accents. */
  readonly text: string
  /** The same in lower case without accents, as they follow each other; at least one. */
  readonly words: readonly string[]
  /** The last word is the beginning of one. */
  readonly prefix: boolean
}

export interface SearchQuery {
  /** All of these. */
  readonly wanted: readonly Term[]
  /** None of these. */
  readonly unwanted: readonly Term[]
}

/** A beginning that is shorter stands for a tenth of all words: then the word must be whole. */
const PREFIX_CHARS = 3
/** More than anybody means. */
const TERMS_MAX = 24
const QUOTES = /[“”„‟«»]/g
/** `"a phrase"`, `-"a phrase"`, or what stands between spaces; a quote that nobody closed goes to the end. */
const PART = /(?<![^\s])(-?)"([^"]*)"?|\S+/g

/** `"…"` is a phrase, `-…` must not be there, `…*` is a beginning; anything else is a word, or several in a row (`a.b()`). */
export function parseQuery(text: string): SearchQuery {
  const wanted: Term[] = []
  const unwanted: Term[] = []
  for (const { 0: part, 1: minus, 2: phrase } of text.replace(QUOTES, '"').matchAll(PART)) {
    if (wanted.length + unwanted.length === TERMS_MAX) break
    if (phrase !== undefined) put(minus === '-' ? unwanted : wanted, phrase)
    // `--force` is a word of a command line.
    else if (/^-[^-]/.test(part)) put(unwanted, part.slice(1))
    else put(wanted, part)
  }
  return { wanted, unwanted }
}

function put(terms: Term[], text: string): void {
  const tokens = tokensOf(text)
  const last = tokens.at(-1)
  if (last === undefined) return
  const prefix = text.slice(last.end) === '*' && last.word.length >= PREFIX_CHARS
  terms.push({
    text: tokens.map(({ start, end }) => text.slice(start, end)).join(' '),
    words: tokens.map(token => token.word),
    prefix,
  })
}

/** The query in FTS5's own language; null where nothing is asked for. Words hold letters and digits only. */
export function matchText({ wanted, unwanted }: SearchQuery): string | null {
  if (wanted.length === 0) return null
  const asked = wanted.map(termText).join(' AND ')
  return unwanted.length === 0 ? asked : `(${asked}) NOT (${unwanted.map(termText).join(' OR ')})`
}

const termText = ({ text, prefix }: Term): string => `"${text}"${prefix ? ' *' : ''}`
