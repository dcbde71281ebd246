/** A call as the model made it, in tags or natively. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { FileTouch, Touch } from '../../core/transcript/event.ts'
import { type Json, string } from '../../core/transcript/json.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { insideTags } from './xml-calls.ts'

const TOUCHES: Readonly<Record<string, Touch>> = {
  read_file: 'read',
  write_to_file: 'edited',
  replace_in_file: 'edited',
  apply_diff: 'edited',
  insert_content: 'edited',
  search_and_replace: 'edited',
}

export function callOf(name: string, callId: string, input: Json, cwd: string | undefined): Call {
  return {
    name,
    callId,
    input,
    commandLine: name === 'execute_command' ? string(input.command) : undefined,
    files: filesOf(name, input, cwd),
    plan: planItems(string(name === 'update_todo_list' ? input.todos : input.task_progress) ?? ''),
  }
}

/** Roo names several files at once in its `args`. */
function filesOf(name: string, input: Json, cwd: string | undefined): FileTouch[] {
  const touch = TOUCHES[name]
  if (!touch) return []
  const path = string(input.path) ?? string(input.absolutePath)
  const paths = path === undefined ? insideTags(string(input.args) ?? '', 'path') : [path]
  return paths.map(one => ({ path: relativePath(one, cwd), touch }))
}
