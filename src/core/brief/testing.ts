/** Turns for the tests, written as an importer would emit them. */
import type { PlanItem, TurnEvent } from '../transcript/event.ts'
import { foldTurn } from './fold.ts'
import { type BriefState, newBriefState } from './state.ts'

type Part = Omit<TurnEvent, 'type' | 'key' | 'line'>

export const person = (text: string): Part => ({ role: 'user', kind: 'text', text, human: true })
export const assistant = (text: string): Part => ({ role: 'assistant', kind: 'text', text })
export const summary = (text: string): Part => ({ role: 'user', kind: 'summary', text })

export const runs = (line: string, callId: string, description = ''): Part => ({
  role: 'assistant',
  kind: 'tool_call',
  text: `Bash\n${line}\n${description}`,
  tool: { name: 'Bash', callId, input: { command: line, description } },
  command: { line },
})

export const ran = (line: string, callId: string, exitCode: number, output: string): Part => ({
  role: 'tool',
  kind: 'tool_result',
  text: output,
  tool: { name: 'Bash', callId },
  command: { line, exitCode },
  ...(exitCode ? { failed: true } : {}),
})

export const edits = (path: string, before: string, after: string): Part => ({
  role: 'assistant',
  kind: 'tool_call',
  text: `Edit\n${path}\n${before}\n${after}`,
  tool: { name: 'Edit', callId: `edit-${path}`, input: { file_path: path, old_string: before, new_string: after } },
  files: [{ path, touch: 'edited' }],
})

export const reads = (path: string, content: string): Part[] => [
  {
    role: 'assistant',
    kind: 'tool_call',
    text: `Read\n${path}`,
    tool: { name: 'Read', callId: `read-${path}`, input: { file_path: path } },
    files: [{ path, touch: 'read' }],
  },
  { role: 'tool', kind: 'tool_result', text: content, tool: { name: 'Read', callId: `read-${path}` } },
]

export const plans = (plan: PlanItem[]): Part => ({
  role: 'assistant',
  kind: 'tool_call',
  text: 'TodoWrite',
  tool: { name: 'TodoWrite', callId: 'plan', input: {} },
  plan,
})

/** The state after these turns, numbered from 1. */
export function sessionOf(parts: readonly Part[]): BriefState {
  const state = newBriefState()
  parts.forEach((part, i) => {
    foldTurn(state, { type: 'turn', key: `k${i}`, line: i + 1, ...part }, i + 1)
  })
  return state
}
