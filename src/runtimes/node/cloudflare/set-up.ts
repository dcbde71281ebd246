/** The first deployment. Each step looks whether it is done already, so it can be run again wherever it broke off. */
import { randomBytes } from 'node:crypto'
import { problemsOf } from '../../../core/problem.ts'
import { readDatabaseId, writeDatabaseId } from './config.ts'
import { deploy } from './deploy.ts'
import { firstLinkOf } from './first-link.ts'
import type { Wrangler } from './wrangler.ts'

const DATABASE = 'paas-directory'

const problem = problemsOf({
  'not-logged-in': () => ({
    status: 401,
    error: 'wrangler does not know your Cloudflare account.',
    suggestion:
      'Run `npx wrangler login`, or set CLOUDFLARE_API_TOKEN (template "Edit Cloudflare Workers", plus D1 edit).',
  }),
  'no-database-made': () => ({
    status: 502,
    error: `Cloudflare lists no database ${DATABASE}, although it was to be made just now.`,
    suggestion: 'Run this again; `npx wrangler d1 list` shows what there is.',
  }),
})

export interface SetUpParts {
  readonly wrangler: Wrangler
  /** wrangler.jsonc */
  readonly config: string
  /** Asks for what may be left empty. */
  readonly ask: (name: string, about: string) => Promise<string>
  readonly say: (text: string) => void
  readonly env: NodeJS.ProcessEnv
  /** Whether the person can be asked by wrangler itself. */
  readonly isInteractive: boolean
}

export interface SetUp {
  readonly addresses: readonly string[]
  /** For the first owner; null where people are. */
  readonly firstLink: string | null
  /** Made now: shown once, to be kept. Absent where there was one. */
  readonly newKey?: string
}

/** What nobody has to think of. */
const DRAWN = ['PAAS_KEY', 'PAAS_SIGN_IN_SECRET']
const OPTIONAL: readonly (readonly [string, string])[] = [
  ['PAAS_SMTP_URL', 'Mail goes out over (smtps://name:password@mail.example.org; Enter for none)'],
  ['PAAS_MAIL_FROM', 'Mail comes from (paas@example.org; Enter for none)'],
]

export async function setUp(parts: SetUpParts): Promise<SetUp> {
  const { wrangler, config, say, env } = parts
  await logIn(parts)
  await makeDatabase(parts)
  const there = await listSecrets(wrangler)
  const secrets = await drawSecrets(parts, there)
  say('Deploying…')
  const addresses = await deploy({ wrangler, config, secrets })
  const url = env.PAAS_URL ?? addresses[0]
  const firstLink = url === undefined ? null : await firstLinkOf(wrangler, ['--remote'], url)
  const newKey = env.PAAS_KEY ? undefined : secrets.PAAS_KEY
  return { addresses, firstLink, ...(newKey !== undefined && { newKey }) }
}

async function logIn({ wrangler, isInteractive }: SetUpParts): Promise<void> {
  const isIn = () =>
    wrangler(['whoami', '--json']).then(
      () => true,
      () => false,
    )
  if (await isIn()) return
  if (isInteractive) await wrangler(['login'], { isInteractive })
  if (!isInteractive || !(await isIn())) throw problem('not-logged-in')
}

async function makeDatabase({ wrangler, config, say }: SetUpParts): Promise<void> {
  if (readDatabaseId(config) !== null) return
  if ((await findDatabase(wrangler)) === null) {
    say(`Making the database ${DATABASE}…`)
    await wrangler(['d1', 'create', DATABASE])
  }
  const id = await findDatabase(wrangler)
  if (id === null) throw problem('no-database-made')
  writeDatabaseId(config, id)
}

async function findDatabase(wrangler: Wrangler): Promise<string | null> {
  const out = await wrangler(['d1', 'list', '--json'])
  const known = JSON.parse(out.slice(out.indexOf('['))) as { uuid: string; name: string }[]
  return known.find(({ name }) => name === DATABASE)?.uuid ?? null
}

/** None before the first deployment, when Cloudflare does not know the Worker yet. */
async function listSecrets(wrangler: Wrangler): Promise<ReadonlySet<string>> {
  try {
    const out = await wrangler(['secret', 'list', '--format', 'json'])
    return new Set((JSON.parse(out.slice(out.indexOf('['))) as { name: string }[]).map(({ name }) => name))
  } catch {
    return new Set()
  }
}

async function drawSecrets({ ask, env }: SetUpParts, there: ReadonlySet<string>): Promise<Record<string, string>> {
  const secrets: Record<string, string> = {}
  for (const name of DRAWN) if (!there.has(name)) secrets[name] = env[name] || randomBytes(32).toString('base64')
  for (const [name, about] of OPTIONAL) {
    const value = there.has(name) ? '' : env[name] || (await ask(name, about))
    if (value !== '') secrets[name] = value
  }
  return secrets
}
