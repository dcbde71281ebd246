/**
 * Words as the search index cuts them: runs of letters and digits. Scripts that write no spaces between words are cut into
 * single signs, so that every word of theirs is a phrase that can be found.
 */

export interface Token {
  /** Lower case, without accents. */
  readonly word: string
  readonly start: number
  readonly end: number
}

/** Thai, Lao, Burmese, Khmer, Han, kana and Hangul: signs that are words by themselves here. */
const SIGNS =
  '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f'
const SIGN = new RegExp(`[${SIGNS}]`, 'g')
/** SQLite's tokenizer knows letters of the basic plane, and accents as parts of a word but not as its beginning. */
const LETTER = `(?![${SIGNS}]|[\\u{10000}-\\u{10ffff}])[\\p{L}\\p{N}]`
const TOKEN = new RegExp(`(?=[\\p{L}\\p{N}])[${SIGNS}]|${LETTER}(?:${LETTER}|[\\u0300-\\u0331])*`, 'gu')

/** Colours of a terminal: `[31mFAIL` would be another word than `FAIL`. */
const COLOUR = /\u001b\[[\d;?]*[A-Za-z]/g

/** The text as people read it in a terminal. */
export const withoutColours = (text: string): string => text.replace(COLOUR, '')

/** The text as it is put into the index: with spaces around each sign. */
export const textToIndex = (text: string): string => withoutColours(text).replace(SIGN, ' $& ')

/** @returns the tokens in order; offsets are of the text as it was given. */
export function tokensOf(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), ({ 0: word, index }) => ({
    word: plain(word),
    start: index,
    end: index + word.length,
  }))
}

function plain(word: string): string {
  const lower = word.toLowerCase()
  return /^[\x00-\x7f]*$/.test(lower) ? lower : lower.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
}
