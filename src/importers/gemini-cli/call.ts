/** A tool call: the file it touches, the command it runs. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { Touch } from '../../core/transcript/event.ts'
import { argumentsOf, string } from '../../core/transcript/json.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'

const TOUCHES: Readonly<Record<string, Touch>> = { read_file: 'read', write_file: 'edited', replace: 'edited' }

export function callOf(name: string, callId: string, args: unknown): Call {
  const input = argumentsOf(args)
  const path = string(input.file_path) ?? string(input.absolute_path)
  const touch = TOUCHES[name]
  return {
    name,
    callId,
    input,
    commandLine: name === 'run_shell_command' ? string(input.command) : undefined,
    files: touch && path ? [{ path, touch }] : [],
    plan: name === 'write_todos' ? todosOf(input.todos) : undefined,
  }
}

/** Its items are described, not named. */
const todosOf = (todos: unknown) =>
  todoItems(Array.isArray(todos) ? todos.map(todo => ({ ...todo, content: todo?.description })) : [])

export function exitCodeOf(output: string): number | undefined {
  const code = /^Exit Code: (\d+)$/m.exec(output)?.[1]
  return code === undefined ? undefined : Number(code)
}
