/** A tool as it was shown: `{ tool, path, content, diff, … }`. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { FileTouch, Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, records, string } from '../../core/transcript/json.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'
import { todoItems } from '../../core/transcript/todo-items.ts'

const TOUCHES: Readonly<Record<string, Touch>> = {
  readFile: 'read',
  editedExistingFile: 'edited',
  appliedDiff: 'edited',
  insertContent: 'edited',
  searchAndReplace: 'edited',
  newFileCreated: 'created',
  fileDeleted: 'deleted',
}
/** Of the tool's own workings; of a file that is read `content` is its path once more. */
const UNSAID = ['tool', 'operationIsLocatedInWorkspace', 'isOutsideWorkspace', 'isProtected', 'startLineNumbers', 'id']

export function toolOf(told: Json, callId: string, cwd: string | undefined): Call {
  const name = string(told.tool) ?? 'tool'
  const unsaid = name === 'readFile' ? [...UNSAID, 'content'] : UNSAID
  const input = Object.fromEntries(Object.entries(argumentsOf(told)).filter(([key]) => !unsaid.includes(key)))
  return {
    name,
    callId,
    input,
    files: filesOf(name, told, cwd),
    plan: name === 'updateTodoList' ? todoItems(told.todos) : undefined,
  }
}

/** Several files may be read or changed at once. */
function filesOf(name: string, told: Json, cwd: string | undefined): FileTouch[] {
  const touch = TOUCHES[name]
  if (!touch) return []
  const many = [...records(told.batchFiles), ...records(told.batchDiffs)]
  const paths = (many.length > 0 ? many : [told]).map(file => string(file.path)).filter(path => path !== undefined)
  return paths.map(path => ({ path: relativePath(path, cwd), touch }))
}

/** The text may end with a mark that a person has to agree. */
export function commandOf(text: string, callId: string): Call {
  const commandLine = text.replace(/REQ_APP$/, '').trim()
  return { name: 'execute_command', callId, input: { command: commandLine }, commandLine }
}

export function mcpOf(told: Json, callId: string): Call {
  const tool = string(told.toolName) ?? string(told.uri) ?? ''
  const given = string(told.arguments)
  return {
    name: `mcp:${string(told.serverName) ?? ''}`,
    callId,
    input: { query: tool, ...(given && { arguments: given }) },
  }
}
