/** The command that a shell call runs, as a person would type it. */
import { commandWords } from '../../core/transcript/command-words.ts'
import type { Json } from '../../core/transcript/json.ts'

const SHELL_CALLS = new Set(['shell', 'shell_command', 'exec_command', 'local_shell', 'container.exec'])

/** Nothing for a call that is no shell. */
export function commandLineOf(name: string, input: Json): string | undefined {
  return SHELL_CALLS.has(name) ? commandWords(input.command ?? input.cmd) : undefined
}
