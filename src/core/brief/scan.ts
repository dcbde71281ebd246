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
  if (word.length < 3 || word.length > 40) return
  const lower = word.toLowerCase()
  if (!STOP_WORDS.has(lower)) found.words.push(lower)
}

/** A piece without `/` or `:`; may hold dots, hyphens, underscores. */
function piece(found: Found, text: string): void {
  if (!text.includes('.')) {
    simple(found, text)
    return
  }
  if (VERSION.test(text)) {
    addName(found, text)
    return
  }
  if (KNOWN_FILE.test(text) && FILE_NAME.test(text)) addName(found, text)
  for (const part of text.split('.')) if (part.length > 2) simple(found, part)
}

/** A piece of letters, digits, `_` and `-` only. */
function simple(found: Found, text: string): void {
  const dashed = text.includes('-')
  const scored = text.includes('_')
  if (!dashed && !scored) {
    if (CAMEL.test(text) || CODE.test(text) || HEX.test(text)) addName(found, text)
    if (classOf(text.charCodeAt(0)) === LETTER) addWord(found, text)
    return
  }
  const parts = text.split(/[-_]+/)
  if ((scored && SNAKE.test(text)) || (dashed && (KEBAB.test(text) || CODE.test(text)))) addName(found, text)
  else for (const part of parts) if (CAMEL.test(part)) addName(found, part)
  for (const part of parts) if (part.length > 2 && classOf(part.charCodeAt(0)) === LETTER) addWord(found, part)
}

/** A run that holds one of `/ . : @ ~ #`, or begins with a hyphen. */
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
    for (const part of text.slice(text.indexOf('://') + 3).split(/[/:]/)) if (part.length > 2) piece(found, part)
    return
  }
  if (text.includes(':') && HOST_PORT.test(text)) addName(found, text)
  for (const side of text.split(/[:@#]+/)) {
    if (side.length < 3) continue
    if (!side.includes('/')) {
      piece(found, side.replace(/^[-~]+/, ''))
      continue
    }
    const parts = side.split('/').filter(Boolean)
    if (parts.length > 1 && side.length <= 120 && /[a-z]/i.test(side)) addName(found, side)
    for (const part of parts) if (part.length > 2) piece(found, part)
  }
}

/** What a run of characters was seen to hold. */
const HAS_DIGIT = 1
const HAS_SCORE = 2
const HAS_SPLIT = 4
const SPLITS = new Uint8Array(128)
for (const c of './:@~#') SPLITS[c.charCodeAt(0)] = 1

/**
 * Appends the names and words of `text` (from..to, in UTF-16 units) to `found`, repeats included; from `wordsTo` on only
 * names. Linear.
 */
export function scan(text: string, found: Found, from = 0, to = text.length, wordsTo = to): void {
  let i = from
  while (i < to) {
    let unit = text.charCodeAt(i)
    let kind = unit < 128 ? CLASS[unit]! : classOf(unit)
    if (kind === OTHER) {
      i++
      continue
    }
    const start = i
    let has = 0
    let upper = false
    while (kind !== OTHER) {
      if (kind === DIGIT) has |= HAS_DIGIT
      else if (kind === JOIN) has |= SPLITS[unit] || i === start ? HAS_SPLIT : HAS_SCORE
      else if (unit < 91 && unit > 64 && i > start) upper = true
      i++
      if (i >= to) break
      unit = text.charCodeAt(i)
      kind = unit < 128 ? CLASS[unit]! : classOf(unit)
    }
    const length = i - start
    if (length < 3 || length > 400) continue
    if (has === 0) {
      if (start >= wordsTo && !upper) continue
      const run = text.slice(start, i)
      if (upper && length > 3 && CAMEL.test(run)) addName(found, run)
      addWord(found, run)
    } else if (has & HAS_SPLIT) compound(found, text.slice(start, i))
    else simple(found, text.slice(start, i))
  }
}

const distinct = (keys: string[]) => (keys.length < 2 ? keys : [...new Set(keys)])

/** The distinct names and words of a short text. */
export function termsOf(text: string): Found {
  const found: Found = { names: [], words: [] }
  scan(text, found)
  return { names: distinct(found.names), words: distinct(found.words) }
}
