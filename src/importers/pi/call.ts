/** A tool call: the file it touches, the command it runs. */
import type { Call } from '../../core/transcript/call-turns.ts'
import type { Touch } from '../../core/transcript/event.ts'
import { argumentsOf, type Json, string } from '../../core/transcript/json.ts'
import { relativePath } from '../../core/transcript/relative-path.ts'

const TOUCHES: Readonly<Record<string, Touch>> = { read: 'read', write: 'edited', edit: 'edited' }

export function callOf(block: Json, key: string, cwd: string | undefined): Call {
  const name = string(block.name) ?? 'tool'
  const input = argumentsOf(block.arguments)
  const touch = TOUCHES[name]
  const path = string(input.path) ?? string(input.file_path)
  return {
    name,
    callId: string(block.id) ?? key,
    input,
    commandLine: name === 'bash' ? string(input.command) : undefined,
    files: touch && path ? [{ path: relativePath(path, cwd), touch }] : [],
  }
}
