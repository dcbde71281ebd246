/** Builds the dashboard where it is missing or older than what it is made of. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import type { Output } from './output.ts'

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url))
export const PAGE = at('web/dist/index.html')
const VITE = at('node_modules/vite/bin/vite.js')
const SOURCES = ['web', 'src/core', 'src/importers', 'src/client']
const WORDS_MAX = 6000

export async function buildDashboard(out: Output): Promise<void> {
  if (isFresh() || !existsSync(at('web/index.html'))) return
  if (!existsSync(VITE)) {
    if (!existsSync(PAGE)) out.notice('The dashboard is not built, and what builds it is not installed: run `npm ci`.')
    return
  }
  out.notice('Building the dashboard…')
  const failure = await runVite()
  if (failure === null) return
  const served = existsSync(PAGE) ? 'the one before is served' : 'only the API is served'
  out.notice(
    `The dashboard could not be built, so ${served}. \`npm ci\` puts everything in place that it needs.\n${failure}`,
  )
}

export function isFresh(): boolean {
  if (!existsSync(PAGE)) return false
  const built = statSync(PAGE).mtimeMs
  return SOURCES.every(path => newest(at(path)) <= built)
}

function newest(path: string): number {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return stat?.mtimeMs ?? 0
  const inside = readdirSync(path, { withFileTypes: true })
    .filter(({ name }) => name !== 'dist' && !name.endsWith('.test.ts'))
    .map(entry => (entry.isDirectory() ? newest(`${path}/${entry.name}`) : statSync(`${path}/${entry.name}`).mtimeMs))
  return Math.max(0, ...inside)
}

/** @returns what it said where it failed; null where it did not. */
function runVite(): Promise<string | null> {
  return new Promise(done => {
    const args = [VITE, 'build', '--config', at('web/vite.config.ts'), '--logLevel', 'warn']
    const env = { ...process.env, NO_COLOR: '1', FORCE_COLOR: undefined }
    const child = spawn(process.execPath, args, { cwd: at(''), env, stdio: ['ignore', 'pipe', 'pipe'] })
    let words = ''
    const listen = (chunk: Buffer) => {
      words = (words + chunk).slice(0, WORDS_MAX)
    }
    child.stdout.on('data', listen)
    child.stderr.on('data', listen)
    child.on('error', error => done(error.message))
    child.on('exit', code => done(code === 0 ? null : stripVTControlCharacters(words).trim()))
  })
}
