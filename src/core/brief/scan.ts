/** Finds the names (paths, identifiers, flags, versions, hashes) and the content words of a text in one pass. */
import { STOP_WORDS } from './stop-words.ts'

export interface Found {
  readonly names: string[]
  readonly words: string[]
}

const OTHER = 0
const LETTER = 1
const DIGIT = 2
/** Signs that hold a name together: `_ - . / : @ ~ #`. */
const JOIN = 3

const CLASS = new Uint8Array(128)
for (const c of 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ') CLASS[c.charCodeAt(0)] = LETTER
for (const c of '0123456789') CLASS[c.charCodeAt(0)] = DIGIT
for (const c of '_-./:@~#') CLASS[c.charCodeAt(0)] = JOIN

/** Punctuation blocks outside ASCII; everything else above is taken for a letter. */
function classOf(unit: number): number {
  if (unit < 128) return CLASS[unit]!
  if (unit < 0xc0) return unit === 0xaa || unit === 0xb5 || unit === 0xba ? LETTER : OTHER
  if (unit >= 0x2000 && unit < 0x2c00) return OTHER
  if (unit >= 0x3000 && unit < 0x3040) return OTHER
  if (unit >= 0xff00 && unit < 0xff10) return OTHER
  if (unit === 0xff1a || unit === 0xff1b || unit === 0xff1f || unit === 0x60c || unit === 0x61b || unit === 0x61f)
    return OTHER
  if (unit >= 0xd800 && unit < 0xe000) return OTHER
  return LETTER
}

const FILE_NAME = /^[\w@~+-][\w@.+-]*\.[a-z]\w{0,7}$/i
/** Endings that make `x.y` a file rather than a member of something. */
const KNOWN_FILE =
  /\.(?:tsx?|jsx?|mjs|cjs|py|rs|go|java|kts?|rb|php|cs|cpp|cc|hpp|h|c|swift|mdx?|jsonl?|ya?ml|toml|sql|sh|s?css|html?|svelte|vue|lock|env|cfg|conf|ini|txt|xml|gradle|proto|ipynb|log|csv|tf|ex|exs|dart|scala|lua|zig|mod|sum|svg|png|pdf)$/
const VERSION = /^v?\d+\.\d+(?:\.\d+)?(?:-[\w.]+)?$/
const HEX = /^(?=.*\d)[0-9a-f]{7,40}$/
const CODE = /^[A-Z]{2,}[A-Z0-9]*-?\d+$/
const KEBAB = /^[a-z][a-z0-9]*(?:-[a-z0-9]+){1,5}$/
const SNAKE = /^[a-zA-Z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)+$/
const CAMEL = /^(?:[a-z][a-z0-9]*(?:[A-Z][a-z0-9]*)+|[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]*)+)$/
const HOST_PORT = /^(?:[a-z][\w.-]*|\d{1,3}(?:\.\d{1,3}){3}):\d{2,5}$/i

function addName(found: Found, name: string): void {
  if (name.length >= 4 && name.length <= 120) found.names.push(name.toLowerCase())
}

function addWord(found: Found, word: string): void {
  const lower = word.toLowerCase()
  if (lower.length <= 40 && !STOP_WORDS.has(lower)) found.words.push(lower)
}

/** A piece without `/` or `:`; may hold dots, hyphens, underscores. */
function piece(found: Found, text: string): void {
  if (text.includes('.')) {
    if (VERSION.test(text)) {
      addName(found, text)
      return
    }
    if (FILE_NAME.test(text) && KNOWN_FILE.test(text)) addName(found, text)
    for (const part of text.split('.')) if (part) simple(found, part)
    return
  }
  simple(found, text)
}

/** A piece of letters, digits, `_` and `-` only. */
function simple(found: Found, text: string): void {
  if (SNAKE.test(text) || CAMEL.test(text) || KEBAB.test(text) || CODE.test(text) || HEX.test(text))
    addName(found, text)
  else if (text.includes('-') || text.includes('_'))
    for (const part of text.split(/[-_]+/)) if (CAMEL.test(part)) addName(found, part)
  for (const part of text.split(/[-_]+/))
    if (part.length >= 3 && classOf(part.charCodeAt(0)) === LETTER) addWord(found, part)
}

function compound(found: Found, raw: string): void {
  let from = 0
  let to = raw.length
  while (to > from && '.:-/#@~'.includes(raw[to - 1]!)) to--
  while (from < to && '.:#@_'.includes(raw[from]!)) from++
  if (to - from < 3) return
  // `path-12-` is how searches print the lines around a hit.
  const text = raw.slice(from, to).replace(/(\.[a-z]{1,6})-\d+-?$/, '$1')
  if (raw[from - 1] === '#' && /^\d+$/.test(text)) {
    addName(found, `#${text}`)
    return
  }
  if (text.startsWith('--')) {
    if (/^--[a-z][a-z-]{2,}$/.test(text)) addName(found, text)
    piece(found, text.replace(/^-+/, ''))
    return
  }
  if (text.includes('://')) {
    addName(found, text)
    for (const part of text.slice(text.indexOf('://') + 3).split(/[/:]/)) if (part) piece(found, part)
    return
  }
  if (HOST_PORT.test(text)) addName(found, text)
  for (const side of text.split(/[:@#]+/)) {
    if (!side) continue
    if (!side.includes('/')) {
      piece(found, side.replace(/^[-~]+/, ''))
      continue
    }
    const parts = side.split('/').filter(Boolean)
    const last = parts[parts.length - 1]
    if (!last) continue
    if (parts.length > 1 && /[a-z]/i.test(side) && side.length <= 120) addName(found, side)
    for (const part of parts) piece(found, part)
  }
}

/** Appends the names and words of `text` (from..to, in UTF-16 units) to `found`, repeats included. Linear. */
export function scan(text: string, found: Found, from = 0, to = text.length): void {
  let i = from
  while (i < to) {
    let kind = classOf(text.charCodeAt(i))
    if (kind === OTHER) {
      i++
      continue
    }
    const start = i
    let plain = true
    let uppers = 0
    while (kind !== OTHER && i < to) {
      if (kind !== LETTER) plain = false
      const unit = text.charCodeAt(i)
      if (unit >= 65 && unit <= 90) uppers++
      i++
      kind = i < to ? classOf(text.charCodeAt(i)) : OTHER
    }
    const length = i - start
    if (length < 3 || length > 400) continue
    const run = text.slice(start, i)
    if (!plain) compound(found, run)
    else {
      if (uppers > 0 && length > 3 && CAMEL.test(run)) addName(found, run)
      addWord(found, run)
    }
  }
}

/** The distinct names and words of a short text. */
export function termsOf(text: string): Found {
  const found: Found = { names: [], words: [] }
  scan(text, found)
  return { names: [...new Set(found.names)], words: [...new Set(found.words)] }
}
