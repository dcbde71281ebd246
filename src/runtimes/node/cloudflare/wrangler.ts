/** Runs wrangler, which speaks to Cloudflare and runs workerd here. */
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { problemsOf } from '../../../core/problem.ts'

/** Where wrangler.jsonc lies. */
export const PROJECT = fileURLToPath(new URL('../../../../', import.meta.url))
const PROGRAM = `${PROJECT}node_modules/wrangler/bin/wrangler.js`
const WARDEN = new URL('./end-with-parent.mjs', import.meta.url).href
const REASON_CHARS_MAX = 2000

export const problem = problemsOf({
  'no-wrangler': () => ({
    status: 409,
    error: 'wrangler is not installed, which speaks to Cloudflare.',
    suggestion: 'Run `npm ci`, without --omit=dev.',
  }),
  'wrangler-failed': (d: { command: string; reason: string }) => ({
    status: 502,
    error: `wrangler ${d.command} did not work:\n${d.reason}`,
    suggestion: 'What it says above is from Cloudflare or from wrangler; nothing after this step was done.',
  }),
})

export interface WranglerCall {
  /** Beside those of this process. */
  readonly env?: Readonly<Record<string, string>>
  /** Talks to the person at the terminal by itself. */
  readonly isInteractive?: boolean
}

/** @returns what it printed. @throws Problem where it fails. */
export type Wrangler = (args: readonly string[], call?: WranglerCall) => Promise<string>

/** Offline it asks nobody for anything. */
const QUIET = { WRANGLER_SEND_METRICS: 'false', CLOUDFLARE_CF_FETCH_ENABLED: 'false', NO_COLOR: '1' }

export const runWrangler: Wrangler = async (args, { env = {}, isInteractive = false } = {}) => {
  const child = startWrangler(args, {
    env: isInteractive ? env : { CI: '1', ...env },
    stdio: isInteractive ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let all = ''
  child.stdout?.setEncoding('utf8').on('data', text => {
    out += text
    all += text
  })
  child.stderr?.setEncoding('utf8').on('data', text => {
    all += text
  })
  const code = await new Promise<number | null>((done, fail) => child.once('error', fail).once('close', done))
  if (code === 0) return out
  const reason = stripVTControlCharacters(all).trim().slice(-REASON_CHARS_MAX)
  throw problem('wrangler-failed', { command: args.slice(0, 3).join(' '), reason })
}

interface Start {
  readonly env: Readonly<Record<string, string>>
  readonly stdio: 'inherit' | ['ignore' | 'pipe', 'pipe', 'pipe']
  /** It runs on until it is stopped: it must not outlive this process. Takes a pipe as its standard input. */
  readonly endsWithParent?: boolean
}

export function startWrangler(args: readonly string[], { env, stdio, endsWithParent = false }: Start): ChildProcess {
  if (!existsSync(PROGRAM)) throw problem('no-wrangler')
  const ending = endsWithParent ? ['--import', WARDEN] : []
  return spawn(process.execPath, ['--no-warnings', ...ending, PROGRAM, ...args], {
    cwd: PROJECT,
    env: { ...process.env, ...QUIET, ...env },
    stdio,
  })
}
