/** The workspace that is moved: of the data folder here, or of a server elsewhere. */
import type { Client } from '../../client/index.ts'
import { connectRemote } from '../connect-remote.ts'
import { withWorkspace } from '../with-workspace.ts'

export interface TargetWish {
  readonly env: NodeJS.ProcessEnv
  /** `https://paas.example.org`, with PAAS_TOKEN. */
  readonly server?: string | undefined
  /** Its id, where it is not the first one. */
  readonly workspace?: string | undefined
}

export async function withTarget<T>(
  { env, server, workspace }: TargetWish,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  if (server === undefined) return withWorkspace(env, work, workspace)
  const { client } = await connectRemote(env, server, workspace)
  return work(client)
}

export const TARGET_OPTIONS = {
  server: {
    type: 'text',
    value: 'URL',
    about: 'With --all: of a server elsewhere; PAAS_TOKEN of an owner, with the scope move',
  },
  workspace: { type: 'text', value: 'ID', about: 'With --all: another workspace than the first' },
  secrets: {
    type: 'flag',
    about: 'With --all: API keys and webhook secrets too, under a passphrase (asked for, or PAAS_PASSPHRASE)',
  },
} as const
