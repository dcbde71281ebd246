/** The items of a to-do list, as the tools of coding assistants write them: `{ content, status }` each. */
import type { PlanItem } from './event.ts'
import { records, string } from './json.ts'

const STATES: Readonly<Record<string, PlanItem['state']>> = {
  completed: 'done',
  done: 'done',
  in_progress: 'doing',
  pending: 'next',
  not_started: 'next',
  todo: 'next',
}

export function todoItems(todos: unknown): PlanItem[] {
  return records(todos).flatMap(todo => {
    const text = string(todo.content) ?? string(todo.text) ?? string(todo.title)
    if (!text || todo.status === 'cancelled') return []
    return { text, state: todoState(todo.status) ?? 'next' }
  })
}

/** Nothing where the word is none that is known. */
export const todoState = (status: unknown): PlanItem['state'] | undefined =>
  typeof status === 'string' && Object.hasOwn(STATES, status) ? STATES[status] : undefined
