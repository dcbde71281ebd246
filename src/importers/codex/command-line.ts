/** The command that a shell call runs, as a person would type it. */
import { type Json, string } from '../../core/transcript/json.ts'

const SHELL_CALLS = new Set(['shell', 'shell_command', 'exec_command', 'local_shell', 'container.exec'])
const RUN_FLAG = /^-(?:l?i?c|command)$/i

/** `["bash", "-lc", "npm test"]` is `npm test`; other lists are joined. Nothing for a call that is no shell. */
export function commandLineOf(name: string, input: Json): string | undefined {
  if (!SHELL_CALLS.has(name)) return undefined
  const command = input.command ?? input.cmd
  if (!Array.isArray(command)) return string(command)
  const parts = command.filter(part => typeof part === 'string')
  const flag = parts.findIndex(part => RUN_FLAG.test(part))
  return flag > 0 && flag < parts.length - 1 ? parts.slice(flag + 1).join(' ') : parts.join(' ')
}
