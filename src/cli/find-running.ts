/** The session that a person means when they say which project or account, or nothing at all. */
import type { Client, Session } from '../client/index.ts'
import { EXIT } from './command.ts'
import { Failure } from './failure.ts'
import { findAccount, findProject, findSession } from './nouns.ts'

interface Said {
  readonly project?: string | undefined
  readonly account?: string | undefined
  readonly session?: string | undefined
}

/** @throws Failure with exit 2 where none is running, 1 where it could be several. */
export async function findRunning(client: Client, { project, account, session }: Said): Promise<Session> {
  if (session !== undefined) return findSession(client, session)
  const project_id = project === undefined ? undefined : (await findProject(client, project)).id
  const account_id = account === undefined ? undefined : (await findAccount(client, account)).id
  const running = await client.listSessions({ project_id, account_id, status: 'in_progress' })
  const [only, ...others] = running
  if (only && others.length === 0) return only
  if (only) {
    const suggestion = `Say which: ${running
      .slice(0, 8)
      .map(one => `--session ${one.id} (${one.project_name} on ${one.account_name})`)
      .join(', ')}`
    throw new Failure(`${running.length} sessions are running.`, { code: 'several-sessions', suggestion })
  }
  // An imported session is over as far as the record knows; naming its project is enough to go on from it.
  const latest = project_id || account_id ? (await client.listSessions({ project_id, account_id }))[0] : undefined
  if (latest && latest.status !== 'handed_off') return latest
  throw new Failure('No session is running.', {
    code: 'nothing-running',
    exit: EXIT.nothing,
    suggestion: '`paas status` shows what there is; --session N hands any recorded session over.',
  })
}
