/** Every command: one line each. Its file is loaded only when it is called. */
import type { Command } from './command.ts'

export interface Listed {
  readonly name: string
  readonly summary: string
  // biome-ignore lint/suspicious/noExplicitAny: each command has its own options
  readonly load: () => Promise<{ readonly default: Command<any> }>
}

export const commands: readonly Listed[] = [
  { name: 'start', summary: 'Start the server and the dashboard', load: () => import('./commands/start.ts') },
  { name: 'import', summary: 'Record sessions from transcript files', load: () => import('./commands/import.ts') },
  {
    name: 'brief',
    summary: 'Print the briefing of a transcript or a session',
    load: () => import('./commands/brief.ts'),
  },
]
