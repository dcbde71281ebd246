/** Tells by a cheap look which lines carry no conversation, before they are parsed: they are a fifth of a log. */

const PREFIXES = [
  '{"type":"file-history-snapshot"',
  '{"type":"last-prompt"',
  '{"type":"permission-mode"',
  '{"type":"mode"',
]
/** An inner quote is escaped inside a string, so that this can only be the line's own fields. */
const PROGRESS = '"type":"progress","data":{'

/** The line is blank, or of a kind that never carries conversation. */
export function isNoise(line: string): boolean {
  if (line.length < 2 || line.trim() === '') return line.trim() === ''
  for (const prefix of PREFIXES) if (line.startsWith(prefix)) return line.endsWith('}') || line.endsWith('}\r')
  const at = line.indexOf(PROGRESS)
  if (at < 0) return false
  // A message's tool input may hold such an object; a progress line has its message, if any, behind it.
  const message = line.indexOf('"message":{')
  return message < 0 || message > at
}
