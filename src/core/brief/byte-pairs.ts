/** Counts tokens by a published table of byte pairs, exactly as its maker does: OpenAI's o200k_base, of GPT-4o and everything since. */
import { openMerger } from './byte-pair-merge.ts'
import { openTable } from './byte-pair-table.ts'
import type { Tokenizer } from './tokens.ts'
import { BYTES_PER_UNIT, writeUtf8 } from './utf8.ts'

/**
 * OpenAI's pattern of pieces that are never merged with each other: words, up to three digits, signs, white space. White space is
 * what Unicode says, as in the pattern's own language: JavaScript's `\s` has U+FEFF and lacks U+0085. `ſ` is an `s` in capitals there.
 */
const UPPER = String.raw`\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}`
const LOWER = String.raw`\p{Ll}\p{Lm}\p{Lo}\p{M}`
const SPACE = String.raw`\p{White_Space}`
const CONTRACTION = `(?:'(?:[sSſ]|[tT]|[rR][eE]|[vV][eE]|[mM]|[lL][lL]|[dD]))?`
const PIECE = new RegExp(
  [
    String.raw`[^\r\n\p{L}\p{N}]?[${UPPER}]*[${LOWER}]+${CONTRACTION}`,
    String.raw`[^\r\n\p{L}\p{N}]?[${UPPER}]+[${LOWER}]*${CONTRACTION}`,
    String.raw`\p{N}{1,3}`,
    String.raw` ?[^${SPACE}\p{L}\p{N}]+[\r\n/]*`,
    String.raw`${SPACE}*[\r\n]+`,
    `${SPACE}+(?![^${SPACE}])`,
    `${SPACE}+`,
  ].join('|'),
  'uy',
)
/** UTF-16 units of a piece for whose bytes the room is kept. */
const KEPT_UNITS = 1024

/**
 * What looks like a control token is text like any other.
 * @param packed the table as scripts/generate-byte-pairs.mjs writes it, unzipped
 * @throws where the table is not whole
 */
export function openBytePairs(packed: Uint8Array): Tokenizer {
  const table = openTable(packed)
  const merger = openMerger(table)
  const kept = new Uint8Array(KEPT_UNITS * BYTES_PER_UNIT)

  const countPiece = (text: string, from: number, to: number): number => {
    const units = to - from
    const bytes = units > KEPT_UNITS ? new Uint8Array(units * BYTES_PER_UNIT) : kept
    const length = writeUtf8(text, from, to, bytes)
    // Merging would find it too, at many times the cost: most pieces are one token.
    if (length <= table.longest && table.rankOf(bytes, 0, length) >= 0) return 1
    return merger.count(bytes, length)
  }

  return {
    name: 'o200k_base',
    count(text) {
      let tokens = 0
      let from = 0
      PIECE.lastIndex = 0
      // Every character belongs to a piece: each begins where the one before ends.
      while (PIECE.test(text)) {
        tokens += countPiece(text, from, PIECE.lastIndex)
        from = PIECE.lastIndex
      }
      return tokens
    },
  }
}
