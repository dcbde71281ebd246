/** Does something with the workspace of the data folder and lets go of it, whatever happens. */
import type { Client } from '../client/index.ts'

/** Loaded here, so that commands that need no workspace start without one. */
export async function withWorkspace<T>(
  env: NodeJS.ProcessEnv,
  work: (client: Client) => Promise<T>,
  workspace?: string,
): Promise<T> {
  const { connect } = await import('./connect.ts')
  const connection = await connect(env, workspace)
  try {
    return await work(connection.client)
  } finally {
    connection.close()
  }
}
