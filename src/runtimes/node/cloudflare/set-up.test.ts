/** The first deployment, with Cloudflare itself played: what it is asked for, in which order, and what of it stays. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readDatabaseId } from './config.ts'
import { deploy } from './deploy.ts'
import { setUp } from './set-up.ts'
import { PROJECT, runWrangler, type Wrangler } from './wrangler.ts'

const ID = '6f1d3c52-7a0e-4b53-9a55-0c2e8f1b7d10'
let folder: string
let config: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paas-setup-'))
  config = join(folder, 'wrangler.jsonc')
  writeFileSync(config, readFileSync(`${PROJECT}wrangler.jsonc`))
})
afterEach(() => rmSync(folder, { recursive: true }))

/** An account: its databases, its secrets, its directory. */
function cloudflare({ isIn = true, breaksAt = '' } = {}) {
  const asked: string[] = []
  const secrets: Record<string, string> = {}
  const databases: { name: string; uuid: string }[] = []
  const invitations: string[] = []
  const state = { isIn, breaksAt }
  const wrangler: Wrangler = async (args, call) => {
    const words = args.join(' ')
    asked.push(words.replace(/ --command.*/s, '').replace(/ --secrets-file \S+/, ' --secrets-file …'))
    if (state.breaksAt !== '' && words.startsWith(state.breaksAt)) throw new Error(`broken at ${state.breaksAt}`)
    if (args[0] === 'whoami' && !state.isIn) throw new Error('not logged in')
    if (args[1] === 'create') databases.push({ name: String(args[2]), uuid: ID })
    if (args[1] === 'list' && args[0] === 'd1') return `a word before\n${JSON.stringify(databases)}`
    if (args[0] === 'secret') return JSON.stringify(Object.keys(secrets).map(name => ({ name, type: 'secret_text' })))
    if (args[0] === 'deploy') {
      const file = args[args.indexOf('--secrets-file') + 1]
      if (args.includes('--secrets-file')) Object.assign(secrets, JSON.parse(readFileSync(String(file), 'utf8')))
      const told = call?.env?.WRANGLER_OUTPUT_FILE_PATH as string
      writeFileSync(told, `{"type":"deploy","targets":["https://paas.ana.workers.dev"]}\n`)
    }
    if (args[1] === 'execute') {
      const text = String(args.at(-1))
      if (text.includes('INSERT INTO invitations')) invitations.push(text)
      return JSON.stringify(text.split('; ').map(() => ({ results: [], success: true, meta: {} })))
    }
    return ''
  }
  return { wrangler, asked, secrets, databases, invitations, state }
}

const parts = (wrangler: Wrangler) => ({
  wrangler,
  config,
  ask: async (name: string) => (name === 'PAAS_SMTP_URL' ? 'smtps://a:b@mail.example.org' : ''),
  say: () => {},
  env: {},
  isInteractive: false,
})

test('one command makes the database, writes its id, draws the keys, deploys and invites the first owner', async () => {
  const there = cloudflare()
  const done = await setUp(parts(there.wrangler))
  expect(there.asked).toEqual([
    'whoami --json',
    'd1 list --json',
    'd1 create paas-directory',
    'd1 list --json',
    'secret list --format json',
    'd1 migrations apply DIRECTORY --remote',
    'deploy --secrets-file …',
    'd1 execute DIRECTORY --remote --yes --json',
    'd1 execute DIRECTORY --remote --yes --json',
  ])
  expect(readDatabaseId(config)).toBe(ID)
  expect(Object.keys(there.secrets).sort()).toEqual(['PAAS_KEY', 'PAAS_SIGN_IN_SECRET', 'PAAS_SMTP_URL'])
  expect(Buffer.from(String(there.secrets.PAAS_KEY), 'base64')).toHaveLength(32)
  expect(done).toMatchObject({ addresses: ['https://paas.ana.workers.dev'], newKey: there.secrets.PAAS_KEY })
  expect(done.firstLink).toMatch(/^https:\/\/paas\.ana\.workers\.dev\/join#paas_[\w-]{43}$/)
  expect(there.invitations).toHaveLength(1)
  expect(there.invitations[0]).not.toContain(String(done.firstLink).split('#')[1])
})

test('everything else in wrangler.jsonc stays as it was, and the id is asked of nobody twice', async () => {
  const before = readFileSync(config, 'utf8')
  await setUp(parts(cloudflare().wrangler))
  expect(readFileSync(config, 'utf8')).toBe(before.replace('00000000-0000-0000-0000-000000000000', ID))
})

test('run again where it broke off it goes on, and never changes a key that secrets are sealed with', async () => {
  const there = cloudflare({ breaksAt: 'd1 migrations' })
  await expect(setUp(parts(there.wrangler))).rejects.toThrow('broken at d1 migrations')
  expect(readDatabaseId(config)).toBe(ID)
  there.state.breaksAt = ''
  await setUp(parts(there.wrangler))
  const { PAAS_KEY } = there.secrets
  const again = await setUp(parts(there.wrangler))
  expect(there.databases).toHaveLength(1)
  expect(there.secrets.PAAS_KEY).toBe(PAAS_KEY)
  expect(again.newKey).toBeUndefined()
})

test('whom Cloudflare does not know is told how it gets to know them, before anything is made', async () => {
  const there = cloudflare({ isIn: false })
  await expect(setUp(parts(there.wrangler))).rejects.toMatchObject({ code: 'not-logged-in' })
  expect(there.databases).toEqual([])
})

test('a deployment before the first one is refused with what comes first', async () => {
  const there = cloudflare()
  await expect(deploy({ wrangler: there.wrangler, config })).rejects.toMatchObject({ code: 'not-set-up-yet' })
  expect(there.asked).toEqual([])
})

test('what wrangler says of its failure is told', async () => {
  await expect(runWrangler(['d1', 'no-such-command'])).rejects.toMatchObject({
    code: 'wrangler-failed',
    text: { error: expect.stringContaining('no-such-command') },
  })
})
