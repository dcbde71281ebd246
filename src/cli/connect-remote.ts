/** A server on another machine, which takes what this one records. */
import { mkdirSync } from 'node:fs'
import { ApiError } from '../client/api-error.ts'
import { type Client, createClient } from '../client/index.ts'
import { dataFolder } from '../runtimes/node/data-path.ts'
import { Failure } from './failure.ts'

export interface Remote {
  readonly client: Client
  /** Here, where the book and the archive of this machine's logs stand. */
  readonly folder: string
  readonly origin: string
}

/** @throws Failure where the address is none, the token is missing or refused, or nobody answers. */
export async function connectRemote(env: NodeJS.ProcessEnv, server: string, workspace?: string): Promise<Remote> {
  const origin = originOf(server)
  const token = env.PAAS_TOKEN
  if (!token) {
    const suggestion =
      'On the machine of the server: `paas devices --add <name>`. Here: PAAS_TOKEN=<token> paas watch …'
    throw new Failure('The server wants a token.', { code: 'no-token', suggestion })
  }
  const own = { authorization: `Bearer ${token}`, ...(workspace !== undefined && { 'paas-workspace': workspace }) }
  const client = createClient({
    origin,
    fetch: (url, sent) => fetch(url, { ...sent, headers: { ...sent.headers, ...own } }),
  })
  await client.health().catch(error => {
    if (error instanceof ApiError) throw error
    const suggestion = 'Is it running, and is the address the one that this machine can reach?'
    throw new Failure(`No paas answers at ${origin}.`, { code: 'unreachable', suggestion })
  })
  const folder = dataFolder(env)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return { client, folder, origin }
}

function originOf(server: string): string {
  const url = URL.parse(server)
  if (url && /^https?:$/.test(url.protocol)) return url.origin
  throw new Failure(`"${server}" is no address of a server.`, {
    code: 'usage',
    suggestion: 'Like this: --server https://paas.example.org',
  })
}

/** Whoever listens on the way could read the token. */
export const isInTheClear = (origin: string): boolean =>
  origin.startsWith('http:') && !/^http:\/\/(?:localhost|127\.|\[::1\])/.test(origin)
