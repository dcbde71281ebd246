/** A tool call: the file it touches, the command it runs, the plan it writes. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { FileTouch, PlanItem, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, list, string } from '../../core/transcript/json.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'

/** Old names and new ones. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  read_file: 'read',
  read_many_files: 'read',
  write_file: 'edited',
  edit: 'edited',
  replace: 'edited',
  notebook_edit: 'edited',
}

export function callOf(said: Json, key: string, cwd: string | undefined): Call {
  const name = string(said.name) ?? 'tool'
  const input = argumentsOf(said.args)
  return {
    name,
    callId: string(said.id) ?? key,
    input,
    commandLine: name === 'run_shell_command' ? string(input.command) : undefined,
    files: filesOf(name, input, cwd),
    plan: planOf(name, input),
  }
}

function filesOf(name: string, input: Json, cwd: string | undefined): FileTouch[] {
  const touch = TOUCHES[name]
  if (!touch) return []
  const one = string(input.file_path) ?? string(input.absolute_path) ?? string(input.notebook_path)
  const paths = one === undefined ? list(input.paths).filter(path => typeof path === 'string') : [one]
  return paths.map(path => ({ path: relativePath(path, cwd), touch }))
}

function planOf(name: string, input: Json): PlanItem[] {
  if (name === 'todo_write') return todoItems(input.todos)
  return name === 'exit_plan_mode' ? planItems(string(input.plan) ?? '') : []
}
