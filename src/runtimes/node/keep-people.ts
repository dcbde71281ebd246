/** A workspace's own copy of who belongs to it follows the directory: after each change, and when it is opened. */
import { listMembers } from '../../directory/members.ts'
import type { Log } from '../../platform/call.ts'
import type { DirectorySql } from '../../platform/directory-sql.ts'
import type { OpenWorkspace } from './open-workspace.ts'

/** What fails is tried again with the next change or the next start. */
export async function keepPeople(sql: DirectorySql, id: string, { app }: OpenWorkspace, log: Log): Promise<void> {
  try {
    const members = await listMembers(sql, id)
    app.keepPeople(members.map(({ id: person, name, email, role }) => ({ id: person, name, email, role })))
  } catch (error) {
    log.error('a workspace was not told who belongs to it', { workspace: id, error: String(error) })
  }
}
