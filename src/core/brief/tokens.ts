/** An honest estimate of tokens: a quarter of the characters, one for each character of East Asian scripts. */

/** Counts tokens as one family of models does. */
export interface Tokenizer {
  readonly name: string
  count(text: string): number
}

/** Where East Asian scripts (and everything above) begin, as a UTF-16 unit. */
const EAST_ASIAN = 0x2e80
const ANY_EAST_ASIAN = /[\u2e81-\uffff]/

/** Quarter tokens of a text; the unit in which costs add up without rounding. */
export function quarterTokens(text: string): number {
  let quarters = text.length
  if (!ANY_EAST_ASIAN.test(text)) return quarters
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i)
    if (unit <= EAST_ASIAN) continue
    quarters += 3
    // A surrogate pair is one character of two units.
    if (unit >= 0xd800 && unit < 0xdc00) {
      const low = text.charCodeAt(i + 1)
      if (low >= 0xdc00 && low < 0xe000) i++
    }
  }
  return quarters
}

/** Estimated tokens of a text: never a fraction, never less than the text's quarter. */
export function countTokens(text: string): number {
  return Math.ceil(quarterTokens(text) / 4)
}

/** What a line costs inside a longer text, its line break included: rounded up, so that sums never fall short. */
export function lineCost(line: string): number {
  return Math.ceil(quarterTokens(line) / 4) + 0.25
}
