/** Claude Code's settings: where its statusline is named, and how it is put there when a person asks for it. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { EXIT } from '../command.ts'
import { Failure } from '../failure.ts'

/** What stands in the settings: with the pinned Node's own path it does not start twice. */
export const snippet = () => ({ statusLine: { type: 'command', command: commandLine(), padding: 0 } })

function commandLine(): string {
  const paas = fileURLToPath(new URL('../../../bin/paas.mjs', import.meta.url))
  return `${quoted(process.execPath)} ${quoted(paas)} statusline`
}

const quoted = (path: string): string => (/^[\w./:\\-]+$/.test(path) ? path : `"${path.replace(/(["$`\\])/g, '\\$1')}"`)

/** The first of `CLAUDE_CONFIG_DIR`, else `~/.claude`. */
export function settingsPath(env: NodeJS.ProcessEnv): string {
  const said = env.CLAUDE_CONFIG_DIR?.split(',')[0]?.trim()
  return join(said || join(env.HOME || homedir(), '.claude'), 'settings.json')
}

export interface Installed {
  readonly path: string
  /** The settings as they were; null where there were none. */
  readonly backup: string | null
}

/** @throws Failure where a statusline is set already, or the settings cannot be understood: then nothing is touched. */
export function install(env: NodeJS.ProcessEnv, now: number): Installed {
  const path = settingsPath(env)
  const text = existsSync(path) ? readFileSync(path, 'utf8') : null
  const settings = text === null ? {} : parse(text, path)
  if (settings.statusLine !== undefined) {
    throw new Failure(`${path} names a statusline already; it was left as it is.`, {
      code: 'statusline-set',
      exit: EXIT.blocked,
      suggestion:
        'To use this one, take "statusLine" out of it first. Both can be had: call paas from your own script.',
    })
  }
  const backup = text === null ? null : `${path}.before-paas-${new Date(now).toISOString().replace(/[:.]/g, '-')}`
  if (backup === null) mkdirSync(dirname(path), { recursive: true })
  else copyFileSync(path, backup)
  // Written beside it and moved there: Claude Code never reads half of it.
  const fresh = `${path}.paas-new`
  writeFileSync(fresh, `${JSON.stringify({ ...settings, ...snippet() }, null, 2)}\n`, { mode: modeOf(path) })
  renameSync(fresh, path)
  return { path, backup }
}

const modeOf = (path: string): number => (statSync(path, { throwIfNoEntry: false })?.mode ?? 0o600) & 0o777

function parse(text: string, path: string): Record<string, unknown> {
  try {
    const settings: unknown = JSON.parse(text)
    if (typeof settings === 'object' && settings !== null && !Array.isArray(settings))
      return settings as Record<string, unknown>
  } catch {
    // said below
  }
  throw new Failure(`${path} is no JSON that could be kept; it was left as it is.`, {
    code: 'settings-unreadable',
    suggestion: 'Put the lines there by hand: `paas statusline --help` shows them.',
  })
}
