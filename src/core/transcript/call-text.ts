/** A tool call in words: its name with what it is about, then the other arguments, one a line, whole. */
import type { Json } from './json.ts'

/**
 * `subject` is the argument that says what the call is about (a path, a pattern, a query); the arguments named in
 * `said` are in it already. Strings are kept whole, other values stand as JSON.
 */
export function callText(name: string, subject: string, input: Json, said: readonly string[]): string {
  let text = subject ? `${name} ${subject}` : name
  for (const key in input) {
    const value = input[key]
    if (said.includes(key) || value === undefined || value === null || value === '') continue
    text += `\n${key}: ${typeof value === 'string' ? value : JSON.stringify(value)}`
  }
  return text
}
