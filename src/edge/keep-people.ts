/** A workspace's own copy of who belongs to it follows the directory: after each change, and when it is opened. */
import { listMembers, type Member } from '../directory/members.ts'
import type { Log } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'

export interface Keeping {
  readonly sql: DirectorySql
  /** The workspace's id. */
  readonly workspace: string
  readonly keep: (people: readonly Omit<Member, 'joined_at_ms'>[]) => void
  readonly log: Log
}

/** What fails is tried again with the next change or the next start. */
export async function keepPeople({ sql, workspace, keep, log }: Keeping): Promise<void> {
  try {
    const members = await listMembers(sql, workspace)
    keep(members.map(({ id, name, email, role }) => ({ id, name, email, role })))
  } catch (error) {
    log.error('a workspace was not told who belongs to it', { workspace, error: String(error) })
  }
}
