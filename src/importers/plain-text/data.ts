/** Tells text for people from bytes, data and source code. */

const CONTROL_RATIO_MAX = 0.1
const CODE_RATIO_MIN = 0.4
const CODE_ENDS = /(?:[{};]|\)\s*=>|\):|=>)\s*$/
const CODE_BEGINS =
  /^\s*(?:import\s.+from\b|from\s\S+\simport\b|#include\b|#!|package\s\w|using\s\w|export\s|const\s\w+\s*=|let\s\w+\s*=|var\s\w+\s*=|function\b.*\(|def\s\w+\(|class\s\w+\b.*[:{]|(?:public|private|protected)\s|\/\/|\/\*|\*\s|@\w+\(?|return\b|if\s*\(|for\s*\()/

/** Holds NUL, or more than a tenth of it is no character that people type. */
export function isBinary(head: string): boolean {
  if (head.includes('\u0000')) return true
  let strange = 0
  for (let index = 0; index < head.length; index++) {
    const code = head.charCodeAt(index)
    // U+FFFD stands where bytes were no UTF-8.
    if ((code < 32 && code !== 9 && code !== 10 && code !== 13 && code !== 27) || code === 127 || code === 0xfffd)
      strange++
  }
  return strange > head.length * CONTROL_RATIO_MAX
}

/** JSON, markup, a table of values or source code. */
export function isData(head: string): boolean {
  const text = head.trimStart()
  if (/^[{[]\s*(?:["{[\]}\d-]|true|false|null)/.test(text)) return true
  if (/^<(?:\?xml|!doctype|html|svg|[a-z][\w-]*[\s>])/i.test(text)) return true
  const lines = head.split(/\r?\n/).filter(line => line.trim() !== '')
  return isTable(lines) || isCode(lines)
}

function isTable(lines: readonly string[]): boolean {
  const rows = lines.slice(0, 20)
  if (rows.length < 3) return false
  return [',', ';', '\t'].some(separator => {
    const columns = rows[0]!.split(separator).length
    if (columns < (separator === '\t' ? 2 : 3)) return false
    // The last line of the head may be cut. In prose a comma is followed by a space.
    const whole = rows.slice(0, -1)
    const spaced = rows[0]!.split(`${separator} `).length > 1
    return !spaced && whole.every(row => Math.abs(unquoted(row).split(separator).length - columns) === 0)
  })
}

const unquoted = (row: string) => row.replace(/"(?:[^"]|"")*"/g, '""')

function isCode(lines: readonly string[]): boolean {
  if (lines.length < 3) return false
  const code = lines.filter(line => CODE_ENDS.test(line) || CODE_BEGINS.test(line)).length
  return code >= lines.length * CODE_RATIO_MIN
}
