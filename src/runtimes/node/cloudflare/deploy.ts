/** Puts this version onto Cloudflare: the directory's schema first, which the version before can live with, then the Worker. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { problemsOf } from '../../../core/problem.ts'
import { readDatabaseId } from './config.ts'
import type { Wrangler } from './wrangler.ts'

export const problem = problemsOf({
  'not-set-up-yet': () => ({
    status: 409,
    error: 'wrangler.jsonc names no database yet.',
    suggestion: 'Run `npm run setup:cloudflare` first: it makes one and writes its id there.',
  }),
})

export interface Deployment {
  readonly wrangler: Wrangler
  /** wrangler.jsonc */
  readonly config: string
  /** New ones; those that are there already stay. */
  readonly secrets?: Readonly<Record<string, string>>
}

export async function migrateDirectoryOf({ wrangler, config }: Deployment): Promise<string> {
  if (readDatabaseId(config) === null) throw problem('not-set-up-yet')
  return wrangler(['d1', 'migrations', 'apply', 'DIRECTORY', '--remote'])
}

/** @returns the addresses that it answers under. */
export async function deploy(deployment: Deployment): Promise<readonly string[]> {
  await migrateDirectoryOf(deployment)
  const { wrangler, secrets = {} } = deployment
  const folder = mkdtempSync(join(tmpdir(), 'paas-deploy-'))
  try {
    const told = join(folder, 'told.ndjson')
    const file = join(folder, 'secrets.json')
    writeFileSync(file, JSON.stringify(secrets), { mode: 0o600 })
    const withSecrets = Object.keys(secrets).length > 0 ? ['--secrets-file', file] : []
    await wrangler(['deploy', ...withSecrets], { env: { WRANGLER_OUTPUT_FILE_PATH: told } })
    return readTargets(told)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Told {
  readonly type?: string
  readonly targets?: readonly string[]
}

function readTargets(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  const told = lines.map(line => JSON.parse(line) as Told)
  return told.find(({ type }) => type === 'deploy')?.targets?.filter(target => target.startsWith('https://')) ?? []
}
