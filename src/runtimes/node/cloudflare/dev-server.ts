/** The Worker on this machine: `wrangler dev` over the data folder, without a network. */
import type { ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import { holdFolder } from '../data-folder.ts'
import { dataFolder } from '../data-path.ts'
import { keptKey } from '../kept-key.ts'
import { publicUrl } from '../open-directory.ts'
import { firstLinkOf } from './first-link.ts'
import { problem, runWrangler, startWrangler } from './wrangler.ts'

/** What the Worker reads of its surroundings, passed on from here. */
const PASSED_ON = [
  'PAAS_GITHUB_ID',
  'PAAS_GITHUB_SECRET',
  'PAAS_GOOGLE_ID',
  'PAAS_GOOGLE_SECRET',
  'PAAS_SMTP_URL',
  'PAAS_MAIL_FROM',
]
const READY = /Ready on (http:\/\/\S+)/
const WORDS_MAX = 6000

export interface DevServer {
  readonly url: string
  readonly publicUrl: string | null
  readonly folder: string
  /** For the first owner, where people sign in and nobody is there yet. */
  readonly firstLink: string | null
  /** When it has ended by itself. */
  readonly ended: Promise<void>
  stop(): Promise<void>
}

export interface DevWish {
  readonly env: NodeJS.ProcessEnv
  /** 0 takes any free one. */
  readonly port: number
  /** What the Worker logs. */
  readonly say: (text: string) => void
}

export async function startDevServer({ env, port, say }: DevWish): Promise<DevServer> {
  const folder = dataFolder(env)
  const url = publicUrl(env)
  const held = holdFolder(folder)
  try {
    const key = `local_${randomBytes(32).toString('base64url')}`
    const place = join(folder, 'worker')
    mkdirSync(place, { recursive: true, mode: 0o700 })
    const where = ['--local', '--persist-to', place]
    const variables = join(place, 'variables.env')
    writeFileSync(variables, variablesOf(env, { folder, place, url, key }), { mode: 0o600 })
    await runWrangler(['d1', 'migrations', 'apply', 'DIRECTORY', ...where])
    const firstLink = url && (await firstLinkOf(runWrangler, where, url))
    const child = startWrangler(devArgs({ port, place, variables }), {
      env: { CI: '1', WRANGLER_LOG_PATH: join(place, 'logs') },
      stdio: ['pipe', 'pipe', 'pipe'],
      endsWithParent: true,
    })
    const bound = await ready(child, say)
    held.announce(bound, key)
    return {
      url: bound,
      publicUrl: url,
      folder,
      firstLink,
      ended: new Promise(done => child.once('exit', () => done())),
      async stop() {
        await end(child)
        held.release()
      },
    }
  } catch (error) {
    held.release()
    throw error
  }
}

const devArgs = ({ port, place, variables }: { port: number; place: string; variables: string }) => [
  'dev',
  ...['--ip', '127.0.0.1', '--port', String(port), '--inspector-port', '0'],
  ...['--persist-to', place, '--env-file', variables],
  '--show-interactive-dev-session=false',
]

interface Around {
  readonly folder: string
  readonly place: string
  readonly url: string | null
  readonly key: string
}

/** The keys are made once and stay in the folder, as on Node. */
function variablesOf(env: NodeJS.ProcessEnv, { folder, place, url, key }: Around): string {
  const variables: Record<string, string | undefined> = {
    PAAS_KEY: env.PAAS_KEY ?? keptKey(join(place, 'seal.key')),
    PAAS_LOCAL_KEY: key,
    ...(url === null
      ? { PAAS_LOCAL: '1' }
      : { PAAS_URL: url, PAAS_SIGN_IN_SECRET: env.PAAS_SIGN_IN_SECRET ?? keptKey(join(folder, 'sign-in.key')) }),
    ...Object.fromEntries(PASSED_ON.map(name => [name, env[name]])),
  }
  const said = Object.entries(variables).filter(([, value]) => value !== undefined)
  return said.map(([name, value]) => `${name}=${JSON.stringify(value)}\n`).join('')
}

/** Its lines but those of each request; what the Worker logs is among them. */
function ready(child: ChildProcess, say: (text: string) => void): Promise<string> {
  let words = ''
  return new Promise((done, fail) => {
    const listen = (chunk: string) => {
      const text = stripVTControlCharacters(chunk)
      words = (words + text).slice(-WORDS_MAX)
      const url = READY.exec(words)?.[1]
      if (url) done(url)
      for (const line of text.split('\n')) if (line.includes('"level":"error"')) say(line.trim())
    }
    child.stdout?.setEncoding('utf8').on('data', listen)
    child.stderr?.setEncoding('utf8').on('data', listen)
    child.once('error', fail)
    child.once('exit', () => fail(problem('wrangler-failed', { command: 'dev', reason: words.trim() })))
  })
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise<void>(done => child.once('exit', () => done()))
  child.kill('SIGTERM')
  await gone
}
