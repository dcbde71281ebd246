/** A tool call: the files it touches, the command it runs, the plan it writes. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { FileTouch, PlanItem, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, string } from '../../core/transcript/json.ts'
import { patchedFiles } from '../../core/transcript/patch-files.ts'
import { planItems } from '../../core/transcript/plan-items.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'

/** By the tool, or by the command of its editor. */
const TOUCHES: Readonly<Record<string, Touch>> = {
  view: 'read',
  create: 'created',
  edit: 'edited',
  str_replace: 'edited',
  insert: 'edited',
}
const SHELL = new Set(['bash', 'powershell'])

/** A grammar-based call has its words in place of arguments. */
export function callOf(name: string, callId: string, given: unknown, cwd: string | undefined): Call {
  const input = typeof given === 'string' ? { input: given } : argumentsOf(given)
  return {
    name,
    callId,
    input,
    commandLine: SHELL.has(name) ? string(input.command) : undefined,
    files: filesOf(name, input, cwd),
    plan: planOf(name, input),
  }
}

function filesOf(name: string, input: Json, cwd: string | undefined): FileTouch[] {
  if (name === 'apply_patch') return patchedFiles(string(input.input) ?? string(input.patch) ?? '', cwd)
  const touch = TOUCHES[name === 'str_replace_editor' ? (string(input.command) ?? '') : name]
  const path = string(input.path)
  return touch && path ? [{ path: relativePath(path, cwd), touch }] : []
}

function planOf(name: string, input: Json): PlanItem[] {
  if (name !== 'update_todo') return []
  return typeof input.todos === 'string' ? planItems(input.todos) : todoItems(input.todos)
}
