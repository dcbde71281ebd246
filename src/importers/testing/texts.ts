/** For tests: the fence of Markdown, so that fixtures can be written without escaping it. */

export const FENCE = '```'

/** Takes the indentation of a fixture's first line off all its lines. */
export function dedent(text: string): string {
  const lines = text.replace(/^\n/, '').split('\n')
  const indent = /^ */.exec(lines[0]!)![0].length
  return lines.map(line => line.slice(Math.min(indent, /^ */.exec(line)![0].length))).join('\n')
}
