/** The changes that an answer proposes as blocks of what is and what should be. */

export interface Change {
  readonly path: string
  readonly old_string: string
  readonly new_string: string
}

const BEGINS = /^<{5,9} (?:SEARCH|ORIGINAL)\b/
const PARTS = /^={5,9}\s*$/
const ENDS = /^>{5,9} (?:REPLACE|UPDATED)\b/

export function changesIn(text: string): Change[] {
  if (!text.includes('<<<<<')) return []
  const changes: Change[] = []
  const lines = text.split('\n')
  let path = ''
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at]!
    if (!BEGINS.test(line)) {
      // The file's name stands above the fence, or is the last thing said.
      if (line.trim() !== '' && !line.startsWith('```')) path = line.replace(/[`*#:]/g, '').trim()
      continue
    }
    const middle = indexOf(lines, PARTS, at)
    const end = indexOf(lines, ENDS, middle)
    if (middle < 0 || end < 0) break
    changes.push({
      path,
      old_string: lines.slice(at + 1, middle).join('\n'),
      new_string: lines.slice(middle + 1, end).join('\n'),
    })
    at = end
  }
  return changes
}

function indexOf(lines: readonly string[], pattern: RegExp, after: number): number {
  for (let at = Math.max(after, 0) + 1; at < lines.length; at++) if (pattern.test(lines[at]!)) return at
  return -1
}
