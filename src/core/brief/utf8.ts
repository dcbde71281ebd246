/** Text as UTF-8, as TextEncoder writes it, which this floor does not have. */

/** How many bytes a UTF-16 unit takes at most: what `writeUtf8` needs room for. */
export const BYTES_PER_UNIT = 3
/** U+FFFD: what stands for a half of a surrogate pair without its other half. */
const REPLACEMENT = 0xfffd

/**
 * Writes the units `from` to `to` of a text to the beginning of `into`.
 * @returns how many bytes were written
 */
export function writeUtf8(text: string, from: number, to: number, into: Uint8Array): number {
  let end = 0
  for (let i = from; i < to; i++) {
    let point = text.charCodeAt(i)
    if (point < 0x80) {
      into[end++] = point
      continue
    }
    if (point < 0x800) {
      into[end++] = 0xc0 | (point >> 6)
      into[end++] = 0x80 | (point & 0x3f)
      continue
    }
    if ((point & 0xf800) === 0xd800) {
      const low = point < 0xdc00 && i + 1 < to ? text.charCodeAt(i + 1) : 0
      if ((low & 0xfc00) === 0xdc00) {
        i++
        point = 0x10000 + ((point & 0x3ff) << 10) + (low & 0x3ff)
        into[end++] = 0xf0 | (point >> 18)
        into[end++] = 0x80 | ((point >> 12) & 0x3f)
        into[end++] = 0x80 | ((point >> 6) & 0x3f)
        into[end++] = 0x80 | (point & 0x3f)
        continue
      }
      point = REPLACEMENT
    }
    into[end++] = 0xe0 | (point >> 12)
    into[end++] = 0x80 | ((point >> 6) & 0x3f)
    into[end++] = 0x80 | (point & 0x3f)
  }
  return end
}
