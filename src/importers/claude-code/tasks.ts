/** The task list as it stands: Claude Code writes it whole (`TodoWrite`) or task by task (`TaskCreate`, `TaskUpdate`). */
import type { PlanItem } from '../../core/transcript/event.ts'
import { type Json, list, object, string } from '../../core/transcript/json.ts'
import { todoState } from '../../core/transcript/todo-items.ts'

export interface TaskBoard {
  /** A new task; its number comes with the result of the call. Gives the whole list. */
  create(callId: string, input: Json): PlanItem[]
  update(input: Json): PlanItem[]
  /** What a result says of the tasks: the number of a new one, or all of them. */
  result(callId: string, toolUseResult: Json | undefined, failed: boolean): void
}

export function openTasks(): TaskBoard {
  const items = new Map<string, PlanItem>()
  /** Until its result comes, a new task stands under the id of its call. */
  const waiting = new Set<string>()
  return {
    create(callId, input) {
      waiting.add(callId)
      items.set(callId, { text: string(input.subject) ?? string(input.description) ?? '', state: 'next' })
      return [...items.values()]
    },
    update(input) {
      const id = string(input.taskId) ?? ''
      if (input.status === 'deleted') items.delete(id)
      const before = items.get(id)
      const text = string(input.subject) ?? before?.text
      if (text && input.status !== 'deleted') {
        items.set(id, { text, state: todoState(input.status) ?? before?.state ?? 'next' })
      }
      return [...items.values()]
    },
    result(callId, toolUseResult, failed) {
      if (waiting.delete(callId)) settle(items, callId, failed ? undefined : object(toolUseResult?.task))
      for (const entry of list(toolUseResult?.tasks)) keep(items, object(entry))
    },
  }
}

/** Puts a new task under its number, at its place in the list. */
function settle(items: Map<string, PlanItem>, callId: string, task: Json | undefined): void {
  const item = items.get(callId)
  items.delete(callId)
  const id = string(task?.id)
  if (item && id) items.set(id, item)
}

function keep(items: Map<string, PlanItem>, task: Json | undefined): void {
  const id = string(task?.id)
  const text = string(task?.subject)
  if (id && text) items.set(id, { text, state: todoState(task?.status) ?? 'next' })
}
