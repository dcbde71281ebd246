/** What stands in a text for bytes that are no text. */

/** `[image, 1.2 MB]`: kind and size of base64 data, which is never kept. */
export function mediaWords(kind: string, base64Length: number): string {
  const bytes = Math.round((base64Length * 3) / 4)
  if (bytes === 0) return `[${kind}]`
  if (bytes < 1_000_000) return `[${kind}, ${Math.max(1, Math.round(bytes / 1000))} kB]`
  return `[${kind}, ${(bytes / 1_000_000).toFixed(1)} MB]`
}

/** `[attached: plan.pdf, photo.png]`: what a person sent along with the words; nothing for none. */
export const attachedWords = (names: readonly string[]): string =>
  names.length > 0 ? `[attached: ${names.join(', ')}]` : ''
