/** Workspaces as the directory knows them: their names and who owns them. */
import { findRow, listRows } from '../platform/directory-sql.ts'
import type { DirectoryCall, Membership } from './call.ts'
import { LOCAL_PERSON } from './call.ts'
import { problem } from './problems.ts'

const OWNED_MAX = 20

/** Of the person at the machine: an owner of each. */
export const listWorkspaces = ({ sql }: Pick<DirectoryCall, 'sql'>): Promise<Membership[]> =>
  listRows(sql, "SELECT id AS workspace, name, 'owner' AS role FROM workspaces ORDER BY created_at_ms, id")

/** Its database is made when it is first used. */
export async function createWorkspace({ sql, now, visitor }: DirectoryCall, name: string): Promise<Membership> {
  const { person } = visitor ?? { person: LOCAL_PERSON }
  const id = `w${crypto.randomUUID().replaceAll('-', '').slice(0, 16)}`
  const add = sql.prepare('INSERT INTO workspaces (id, name, created_at_ms) VALUES (?, ?, ?)').bind(id, name, now)
  if (person.id === LOCAL_PERSON.id) {
    await sql.batch([add])
  } else {
    const owned = "SELECT count(*) AS n FROM members WHERE person_id = ? AND role = 'owner'"
    if (((await findRow<{ n: number }>(sql, owned, person.id))?.n ?? 0) >= OWNED_MAX) {
      throw problem('too-many-workspaces', { max: OWNED_MAX })
    }
    const own = "INSERT INTO members (workspace_id, person_id, role, joined_at_ms) VALUES (?, ?, 'owner', ?)"
    await sql.batch([add, sql.prepare(own).bind(id, person.id, now)])
  }
  return { workspace: id, name, role: 'owner' }
}

export async function renameWorkspace(call: DirectoryCall, workspace: string, name: string): Promise<void> {
  await listRows(call.sql, 'UPDATE workspaces SET name = ? WHERE id = ?', name, workspace)
  call.changed(workspace, { kind: 'workspace.renamed', subject: workspace, data: { name } })
}
