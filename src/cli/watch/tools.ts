/** Where the assistants on a machine leave their logs: one entry a tool, honouring the variables that move its folder. */
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { dataFolder } from '../../runtimes/node/data-path.ts'
import { editorFolders } from './editor-folders.ts'
import { gatherOpencode, opencodePlaces } from './gather-opencode.ts'

export interface LogFolder {
  readonly path: string
  /** Whether a file below it, named by its path from it with `/`, is a log. */
  isLog(name: string): boolean
  /** Days after which the tool deletes a log that was not written to; null: it keeps them. */
  readonly keptDays: number | null
  /**
   * The tool keeps its sessions elsewhere, in a shape that is no log: writes those that have changed into the folder.
   * @returns what could not be read.
   */
  gather?(): { readonly path: string; readonly reason: string }[]
  /** The tool's settings, where they tell who is signed in. No credential file is ever read. */
  readonly settings?: string
}

export interface Tool {
  /** The importer that reads its logs. */
  readonly id: string
  readonly title: string
  folders(env: NodeJS.ProcessEnv): LogFolder[]
}

const CLAUDE_KEEPS_DAYS = 30
const CLINE_KIN = ['saoudrizwan.claude-dev', 'rooveterinaryinc.roo-cline', 'kilocode.kilo-code']

export const tools: readonly Tool[] = [
  {
    id: 'claude-code',
    title: 'Claude Code',
    folders: env =>
      claudeHomes(env).map(home => ({
        path: join(home, 'projects'),
        isLog: name => name.endsWith('.jsonl'),
        keptDays: claudeKeepsDays(home),
        settings: env.CLAUDE_CONFIG_DIR ? join(home, '.claude.json') : atHome(env, '.claude.json'),
      })),
  },
  {
    id: 'codex',
    title: 'Codex',
    folders(env) {
      const home = env.CODEX_HOME || atHome(env, '.codex')
      return ['sessions', 'archived_sessions'].map(folder => kept(join(home, folder), /(?:^|\/)rollout-[^/]+\.jsonl$/))
    },
  },
  {
    id: 'gemini-cli',
    title: 'Gemini CLI',
    folders: env => [
      kept(
        join(env.GEMINI_CLI_HOME || env.HOME || homedir(), '.gemini', 'tmp'),
        /^[^/]+\/chats\/session-[^/]+\.jsonl?$/,
      ),
    ],
  },
  {
    id: 'qwen-code',
    title: 'Qwen Code',
    folders: env => [
      kept(
        join(env.QWEN_RUNTIME_DIR || env.QWEN_HOME || atHome(env, '.qwen'), 'projects'),
        /^[^/]+\/(?:chats\/[^/]+|subagents\/.+)\.jsonl$/,
      ),
    ],
  },
  {
    id: 'copilot',
    title: 'Copilot CLI',
    folders: env => [
      kept(join(env.COPILOT_HOME || atHome(env, '.copilot'), 'session-state'), /^(?:[^/]+|[^/]+\/events)\.jsonl$/),
    ],
  },
  {
    id: 'pi',
    title: 'Pi',
    folders(env) {
      const home = env.PI_CODING_AGENT_DIR || atHome(env, '.pi', 'agent')
      return [kept(env.PI_CODING_AGENT_SESSION_DIR || join(home, 'sessions'), /\.jsonl$/)]
    },
  },
  {
    id: 'opencode',
    title: 'OpenCode',
    folders(env) {
      const places = opencodePlaces(env)
      if (places.length === 0) return []
      const path = join(dataFolder(env), 'gathered', 'opencode')
      return [{ ...kept(path, /^ses_[^/]+\.json$/), gather: () => gatherOpencode(places, path) }]
    },
  },
  {
    id: 'cline',
    title: 'Cline, Roo Code, Kilo Code',
    folders: env => [
      ...editorFolders(env).flatMap(editor =>
        CLINE_KIN.map(extension => kept(join(editor, 'globalStorage', extension, 'tasks'), TASK)),
      ),
      kept(join(clineData(env), 'tasks'), TASK),
    ],
  },
]

const TASK = /^[^/]+\/ui_messages\.json$/

/** A folder whose tool deletes nothing by itself. */
const kept = (path: string, log: RegExp): LogFolder => ({ path, isLog: name => log.test(name), keptDays: null })

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

/** Of Cline outside an editor. */
const clineData = (env: NodeJS.ProcessEnv): string =>
  env.CLINE_DATA_DIR || join(env.CLINE_DIR || atHome(env, '.cline'), 'data')

const atHome = (env: NodeJS.ProcessEnv, ...path: string[]): string => join(env.HOME || homedir(), ...path)
