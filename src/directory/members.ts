/** Who belongs to a workspace, as what. Each change is one statement that also asks whether it may be made: two at once cannot both. */
import type { Role } from '../platform/call.ts'
import { findRow, listRows } from '../platform/directory-sql.ts'
import type { DirectoryCall } from './call.ts'
import { LOCAL_PERSON } from './call.ts'
import { problem } from './problems.ts'

export interface Member {
  readonly id: string
  readonly name: string
  readonly email: string
  readonly role: Role
  readonly joined_at_ms: number
}

const MEMBERS = `SELECT u.id, u.name, u.email, m.role, m.joined_at_ms FROM members m JOIN "user" u ON u.id = m.person_id
  WHERE m.workspace_id = ?`

export const listMembers = (sql: DirectoryCall['sql'], workspace: string): Promise<Member[]> =>
  listRows(sql, `${MEMBERS} ORDER BY m.joined_at_ms, u.id`, workspace)

export async function getMember(sql: DirectoryCall['sql'], workspace: string, person: string): Promise<Member> {
  const found = await findRow<Member>(sql, `${MEMBERS} AND m.person_id = ?`, workspace, person)
  if (!found) throw problem('no-such-member')
  return found
}

/** ?1 workspace, ?2 the member, ?3 who asks. */
const ACTOR_IS_OWNER = `(?3 = '${LOCAL_PERSON.id}' OR EXISTS (SELECT 1 FROM members a WHERE a.workspace_id = ?1 AND a.person_id = ?3 AND a.role = 'owner'))`
const ACTOR_IS_ADMIN = `(?3 = '${LOCAL_PERSON.id}' OR EXISTS (SELECT 1 FROM members a WHERE a.workspace_id = ?1 AND a.person_id = ?3 AND a.role IN ('owner', 'admin')))`
const OTHER_OWNER = `EXISTS (SELECT 1 FROM members o WHERE o.workspace_id = ?1 AND o.role = 'owner' AND o.person_id <> ?2)`
/** Owners are changed by owners, and the last one stays. */
const MAY_LOSE = `(members.role <> 'owner' OR ${OTHER_OWNER}) AND (members.role <> 'owner' OR ?2 = ?3 OR ${ACTOR_IS_OWNER})`

/** Whose maker has left; one who comes back makes new ones. */
const TOKENS_GO = `UPDATE tokens SET revoked_at_ms = ?1 WHERE workspace_id = ?2 AND person_id = ?3 AND revoked_at_ms IS NULL
  AND NOT EXISTS (SELECT 1 FROM members m WHERE m.workspace_id = ?2 AND m.person_id = ?3)`

/** Anybody may leave; an admin may remove others. */
export async function removeMember(call: DirectoryCall, workspace: string, person: string): Promise<void> {
  const { sql } = call
  const actor = actorOf(call)
  const { name } = await getMember(sql, workspace, person)
  const query = `DELETE FROM members WHERE workspace_id = ?1 AND person_id = ?2 AND ${MAY_LOSE} AND (?2 = ?3 OR ${ACTOR_IS_ADMIN}) RETURNING role`
  const [gone] = await sql.batch<{ role: Role }>([
    sql.prepare(query).bind(workspace, person, actor),
    sql.prepare(TOKENS_GO).bind(call.now, workspace, person),
  ])
  const removed = gone?.results[0]
  if (!removed) throw await whyNot(call, workspace, person)
  call.changed(workspace, { kind: 'member.removed', subject: person, data: { name, role: removed.role } })
}

export async function changeRole(call: DirectoryCall, workspace: string, person: string, role: Role): Promise<Member> {
  const { sql } = call
  const before = await getMember(sql, workspace, person)
  const may = role === 'owner' ? ACTOR_IS_OWNER : `(members.role = ?4 OR ${MAY_LOSE}) AND ${ACTOR_IS_ADMIN}`
  const query = `UPDATE members SET role = ?4 WHERE workspace_id = ?1 AND person_id = ?2 AND ${may} RETURNING role`
  const changed = await findRow(sql, query, workspace, person, actorOf(call), role)
  if (!changed) throw await whyNot(call, workspace, person)
  call.changed(workspace, {
    kind: 'member.role_changed',
    subject: person,
    data: { name: before.name, role, was: before.role },
  })
  return { ...before, role }
}

async function whyNot({ sql, visitor }: DirectoryCall, workspace: string, person: string) {
  const members = await listMembers(sql, workspace)
  if (!members.some(member => member.id === person)) return problem('no-such-member')
  const actor = visitor?.person.id
  const actorRole = actor === LOCAL_PERSON.id ? 'owner' : members.find(member => member.id === actor)?.role
  return actorRole === 'owner' || actor === person ? problem('last-owner') : problem('owners-only')
}

const actorOf = ({ visitor }: DirectoryCall): string => visitor?.person.id ?? ''
