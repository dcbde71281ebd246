/** A conversation written down short, as the events that an importer would have read. */
import type { Touch, TurnEvent } from '../../core/transcript/event.ts'

type Line = Omit<TurnEvent, 'type' | 'key' | 'line' | 'at'>

export const asks = (text: string): Line => ({ role: 'user', kind: 'text', text, human: true })
export const says = (text: string): Line => ({ role: 'assistant', kind: 'text', text })

export const plans = (...items: [text: string, state: 'done' | 'doing' | 'next'][]): Line => ({
  role: 'assistant',
  kind: 'tool_call',
  text: items.map(([text, state]) => `${state}: ${text}`).join('\n'),
  tool: { name: 'TodoWrite' },
  plan: items.map(([text, state]) => ({ text, state })),
})

const touches = (name: string, path: string, touch: Touch, input: Record<string, unknown>): Line => ({
  role: 'assistant',
  kind: 'tool_call',
  text: [path, ...Object.values(input)].join('\n'),
  tool: { name, input: { file_path: path, ...input } },
  files: [{ path, touch }],
})

export const reads = (path: string) => touches('Read', path, 'read', {})
export const writes = (path: string, content: string) => touches('Write', path, 'created', { content })
export const edits = (path: string, old_string: string, new_string: string) =>
  touches('Edit', path, 'edited', { old_string, new_string })

/** A command and what it answered. */
export function runs(line: string, output: string, exitCode = 0): Line[] {
  return [
    {
      role: 'assistant',
      kind: 'tool_call',
      text: line,
      tool: { name: 'Bash', input: { command: line } },
      command: { line },
    },
    {
      role: 'tool',
      kind: 'tool_result',
      text: output,
      tool: { name: 'Bash' },
      command: { line, exitCode },
      ...(exitCode !== 0 && { failed: true }),
    },
  ]
}

/** The lines as turns, spread evenly from `startMs` to `endMs`. */
export function talk(lines: readonly (Line | Line[])[], startMs: number, endMs: number): TurnEvent[] {
  const flat = lines.flat()
  const stepMs = Math.floor((endMs - startMs) / Math.max(1, flat.length - 1))
  return flat.map((line, i) => ({ type: 'turn', key: `demo-${i + 1}`, line: i + 1, at: startMs + i * stepMs, ...line }))
}
