/** The messages of a run, as it keeps them, or as its steps tell them. */
import { type Json, list, records, string } from '../../core/transcript/json.ts'

export function itemsOf(record: Json): Json[] {
  const history = records(record.history)
  if (history.some(item => item.role === 'assistant')) return history
  const steps = records(record.trajectory).flatMap(step => [
    { role: 'assistant', content: step.response, thought: step.thought, action: step.action },
    { role: 'tool', content: step.observation },
  ])
  return [...history, ...steps]
}

/** Content is a string, or a list of text blocks. */
export function wordsOf(item: Json): string {
  const text =
    string(item.content) ??
    list(item.content)
      .map(block => (typeof block === 'string' ? block : (string((block as Json | null)?.text) ?? '')))
      .join('\n')
  return text.replaceAll('\r', '')
}

/** The line that each message stands on, where the document is written on many; else the first. */
export function itemLines(lines: readonly string[], count: number): readonly number[] {
  const from = lines.findIndex(line => /^\s{0,4}"history":/.test(line))
  const first = from < 0 ? undefined : lines.find((line, index) => index > from && /^\s+"role":/.test(line))
  const start = first?.slice(0, first.indexOf(':'))
  const found: number[] = []
  for (let index = from; start !== undefined && index < lines.length && found.length < count; index++) {
    if (lines[index]!.startsWith(start)) found.push(index + 1)
  }
  return Array.from({ length: count }, (_, index) => (found.length === count ? found[index]! : 1))
}
