/** Where the assistants on a machine leave their logs: one entry a tool, honouring the variables that move its folder. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'

export interface LogFolder {
  readonly path: string
  /** Whether a file below it, named by its path from it with `/`, is a log. */
  isLog(name: string): boolean
  /** Days after which the tool deletes a log that was not written to; null: it keeps them. */
  readonly keptDays: number | null
}

export interface Tool {
  /** The importer that reads its logs. */
  readonly id: string
  readonly title: string
  folders(env: NodeJS.ProcessEnv): LogFolder[]
}

const CLAUDE_KEEPS_DAYS = 30

export const tools: readonly Tool[] = [
  {
    id: 'claude-code',
    title: 'Claude Code',
    folders: env =>
      claudeHomes(env).map(home => ({
        path: join(home, 'projects'),
        isLog: name => name.endsWith('.jsonl'),
        keptDays: claudeKeepsDays(home),
      })),
  },
  {
    id: 'codex',
    title: 'Codex',
    folders(env) {
      const home = env.CODEX_HOME || atHome(env, '.codex')
      const isLog = (name: string) => /(?:^|\/)rollout-[^/]+\.jsonl$/.test(name)
      return ['sessions', 'archived_sessions'].map(folder => ({ path: join(home, folder), isLog, keptDays: null }))
    },
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    folders: env => [
      {
        path: join(env.GEMINI_CLI_HOME || env.HOME || homedir(), '.gemini', 'tmp'),
        isLog: name => /^[^/]+\/chats\/session-[^/]+\.jsonl?$/.test(name),
        keptDays: null,
      },
    ],
  },
]

/** A comma separates several; older versions wrote to the second place. */
function claudeHomes(env: NodeJS.ProcessEnv): string[] {
  const said = env.CLAUDE_CONFIG_DIR?.split(',')
    .map(path => path.trim())
    .filter(Boolean)
  return said?.length ? said : [join(env.XDG_CONFIG_HOME || atHome(env, '.config'), 'claude'), atHome(env, '.claude')]
}

function claudeKeepsDays(home: string): number {
  try {
    const { cleanupPeriodDays: days } = JSON.parse(readFileSync(join(home, 'settings.json'), 'utf8'))
    return typeof days === 'number' && days > 0 ? days : CLAUDE_KEEPS_DAYS
  } catch {
    return CLAUDE_KEEPS_DAYS
  }
}

const atHome = (env: NodeJS.ProcessEnv, ...path: string[]): string => join(env.HOME || homedir(), ...path)
