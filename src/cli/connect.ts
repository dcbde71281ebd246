/** The workspace of the data folder: through the server that holds it, or the same app in this process where none runs. */
import { existsSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Client, createClient, type Fetch } from '../client/index.ts'
import { Problem } from '../core/problem.ts'
import {
  type Announced,
  databasePath,
  type HeldFolder,
  holdFolder,
  readAnnounced,
} from '../runtimes/node/data-folder.ts'
import { dataFolder } from '../runtimes/node/data-path.ts'
import { openLocalFetch } from '../runtimes/node/local-fetch.ts'
import { openMasterKeys } from '../runtimes/node/master-key.ts'
import { openFileWorkspace } from '../runtimes/node/open-workspace.ts'
import { Failure } from './failure.ts'
import { drainSpool } from './statusline/follow-spool.ts'

export interface Connection {
  readonly client: Client
  readonly folder: string
  /** Where the server answers; null in this process. */
  readonly url: string | null
  close(): void
}

/** Another command holds the folder for moments only. */
const PATIENCE_MS = 3000
const TRY_EVERY_MS = 100
const HEALTH_MS = 2000
/** Most commands are done before: none waits for briefs that it does not read. */
const REST_MS = 1000

/**
 * @param workspace its id, where it is not the first one.
 * @throws Problem `data-folder-in-use` where another process holds the folder and answers to nobody.
 */
export async function connect(env: NodeJS.ProcessEnv, workspace?: string): Promise<Connection> {
  const folder = dataFolder(env)
  const until = performance.now() + PATIENCE_MS
  for (;;) {
    try {
      const connection = inProcess(holdFolder(folder), env, workspace)
      await drainSpool({ folder, env, client: connection.client })
      return connection
    } catch (error) {
      if (!(error instanceof Problem) || error.code !== 'data-folder-in-use') throw error
      const server = readAnnounced(folder)
      if (server !== null && (await answers(server.url))) return overHttp(folder, server, workspace)
      if (performance.now() > until) throw error
    }
    await sleep(TRY_EVERY_MS)
  }
}

function inProcess(held: HeldFolder, env: NodeJS.ProcessEnv, id?: string): Connection {
  try {
    const workspace = openFileWorkspace(fileOf(held.folder, id), {
      log: briefLog,
      restMs: REST_MS,
      keys: openMasterKeys(held.folder, env),
    })
    const local = openLocalFetch({ folder: held.folder, env, workspace })
    const overFetch = createClient({
      fetch: (url, sent) => local.fetch(new Request(url, sent)),
      origin: 'http://localhost',
    })
    // Events that stay in this process need not become text and events again: that is a quarter of an import.
    const client: Client = { ...overFetch, capture: workspace.capture }
    const close = () => {
      local.close()
      workspace.close()
      held.release()
    }
    return { client, folder: held.folder, url: null, close }
  } catch (error) {
    held.release()
    throw error
  }
}

/** @throws Failure where there is no such workspace: a file is not made by naming it. */
function fileOf(folder: string, id: string | undefined): string {
  const file = databasePath(folder, id)
  if (id === undefined || (/^[a-z0-9]{1,40}$/.test(id) && existsSync(file))) return file
  throw new Failure(`There is no workspace "${id}" here.`, {
    code: 'no-such-workspace',
    suggestion: 'Start the server (`paas start`): it makes one for each that its directory knows.',
  })
}

/** There is no log to look into here: the reason is told at once, where the answer does not have it already. */
const briefLog = {
  error(message: string, { error }: Readonly<Record<string, unknown>>): void {
    const reason = String(error)
    if (process.env.PAAS_DEBUG) process.stderr.write(`${message}: ${reason}\n`)
    else if (!/disk is full/.test(reason)) process.stderr.write(`${message}: ${reason.split('\n')[0]}\n`)
  },
}

function overHttp(folder: string, { url, key }: Announced, workspace?: string): Connection {
  return { client: createClient({ fetch: fetchWith(key, workspace), origin: url }), folder, url, close() {} }
}

/** A server takes whoever has its key for the person at the machine; one of an older version has none. */
export const fetchWith =
  (key: string | null, workspace?: string): Fetch =>
  (url, sent) => {
    const own = { ...(key && { authorization: `Bearer ${key}` }), ...(workspace && { 'paas-workspace': workspace }) }
    return fetch(url, { ...sent, headers: { ...sent.headers, ...own } })
  }

/** What was announced may be left over from a server that is gone, and another program may have its port. */
export async function answers(url: string): Promise<boolean> {
  try {
    const client = createClient({
      fetch: request => fetch(request, { signal: AbortSignal.timeout(HEALTH_MS) }),
      origin: url,
    })
    return (await client.health()).status === 'ok'
  } catch {
    return false
  }
}
