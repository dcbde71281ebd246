/** Invitations: a link that lets one person in, once. What the server prints for its first owner is one too. */
import type { Role } from '../platform/call.ts'
import { type DirectorySql, findRow, listRows } from '../platform/directory-sql.ts'
import type { DirectoryCall } from './call.ts'
import { LOCAL_PERSON } from './call.ts'
import { invitationMail } from './mails.ts'
import { hashOf, newToken } from './new-token.ts'
import { problem } from './problems.ts'

const DAY_MS = 86_400_000
const FIRST_DAYS = 7

export interface Invitation {
  readonly id: number
  readonly workspace: string
  readonly workspace_name: string
  readonly email: string | null
  readonly role: Role
  readonly invited_by: string
  readonly is_first: number
  readonly created_at_ms: number
  readonly expires_at_ms: number
  readonly accepted_at_ms: number | null
  readonly revoked_at_ms: number | null
}

interface Wish {
  readonly email?: string | null | undefined
  readonly role: Role
  readonly days: number
}

const COLUMNS = `i.id, i.workspace_id AS workspace, w.name AS workspace_name, i.email, i.role, i.invited_by, i.is_first,
  i.created_at_ms, i.expires_at_ms, i.accepted_at_ms, i.revoked_at_ms`
const FROM = `SELECT ${COLUMNS} FROM invitations i JOIN workspaces w ON w.id = i.workspace_id`
const OPEN = 'accepted_at_ms IS NULL AND revoked_at_ms IS NULL AND expires_at_ms > ?'

export const listInvitations = (sql: DirectorySql, workspace: string): Promise<Invitation[]> =>
  listRows(sql, `${FROM} WHERE i.workspace_id = ? AND i.is_first = 0 ORDER BY i.id DESC LIMIT 200`, workspace)

/** @returns the link; it is shown once. */
export async function invite(call: DirectoryCall, workspace: { id: string; name: string; role: Role }, wish: Wish) {
  const { sql, now, visitor, signIn, url } = call
  if (!signIn || url === null) throw problem('sign-in-closed')
  if (wish.role === 'owner' && workspace.role !== 'owner') throw problem('owners-only')
  const email = wish.email ?? null
  if (email !== null && (await isMember(sql, workspace.id, email))) throw problem('already-a-member')
  const { token, hash } = await newToken()
  const by = visitor?.person.name ?? LOCAL_PERSON.name
  const expiresAtMs = now + wish.days * DAY_MS
  const query = `INSERT INTO invitations (workspace_id, email, role, hash, invited_by, created_at_ms, expires_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING id`
  const row = await findRow<{ id: number }>(sql, query, workspace.id, email, wish.role, hash, by, now, expiresAtMs)
  const { id } = row as { id: number }
  const link = linkOf(url, token)
  call.changed(workspace.id, { kind: 'invitation.created', subject: String(id), data: { role: wish.role } })
  const mailed = email !== null && (await isSent(call, email, { link, by, workspace: workspace.name, days: wish.days }))
  return { id, link, expiresAtMs, mailed }
}

/** The link is shown in any case: a mail server that is down keeps nobody out. */
async function isSent({ signIn }: DirectoryCall, to: string, texts: Parameters<typeof invitationMail>[0]) {
  try {
    await signIn?.sendMail({ to, ...invitationMail(texts) })
    return signIn !== null
  } catch {
    return false
  }
}

export async function revokeInvitation(call: DirectoryCall, workspace: string, id: number): Promise<void> {
  const query = `UPDATE invitations SET revoked_at_ms = ?1 WHERE id = ?2 AND workspace_id = ?3 AND ${OPEN.replace('?', '?1')} RETURNING id`
  if (!(await findRow(call.sql, query, call.now, id, workspace))) throw problem('no-such-invitation')
  call.changed(workspace, { kind: 'invitation.revoked', subject: String(id) })
}

/** @throws Problem where it is not known, was used, was taken back or is too old: all read the same. */
export async function getOpenInvitation(sql: DirectorySql, now: number, token: string): Promise<Invitation> {
  const found = await findRow<Invitation>(sql, `${FROM} WHERE i.hash = ? AND ${OPEN}`, await hashOf(token), now)
  if (!found) throw problem('no-such-invitation')
  return found
}

/** Whether somebody invited this address, so that a provider's word for it is enough to come in. */
export async function isInvited(sql: DirectorySql, now: number, email: string): Promise<boolean> {
  const query = `SELECT 1 AS yes FROM invitations WHERE email = ? AND ${OPEN} LIMIT 1`
  return (await findRow(sql, query, email.toLowerCase(), now)) !== null
}

/** Takes an invitation up for a person, once: whoever comes second is told that it was used. */
export async function takeUp(call: DirectoryCall, invitation: Invitation, personId: string, name: string) {
  const { sql, now } = call
  const { id, workspace, role } = invitation
  const use = `UPDATE invitations SET accepted_at_ms = ?1, accepted_by = ?2 WHERE id = ?3 AND ${OPEN.replace('?', '?1')} RETURNING id`
  // Runs behind the use, in one batch: only who used it becomes a member.
  const add = `INSERT INTO members (workspace_id, person_id, role, joined_at_ms) SELECT workspace_id, ?1, role, ?2 FROM invitations
    WHERE id = ?3 AND accepted_by = ?1 AND accepted_at_ms = ?2 ON CONFLICT DO NOTHING RETURNING role`
  const [used, added] = await sql.batch([
    sql.prepare(use).bind(now, personId, id),
    sql.prepare(add).bind(personId, now, id),
  ])
  if (used?.results.length === 0) throw problem('no-such-invitation')
  if (added?.results.length === 0) throw problem('already-a-member')
  call.changed(workspace, { kind: 'member.added', subject: personId, data: { name, role } })
}

/** What is open for an address that a provider vouches for, taken up at once. */
export async function takeUpAll(call: DirectoryCall, person: { id: string; name: string; email: string }) {
  const query = `${FROM} WHERE i.email = ? AND ${OPEN}`
  const open = await listRows<Invitation>(call.sql, query, person.email.toLowerCase(), call.now)
  for (const invitation of open) await takeUp(call, invitation, person.id, person.name)
}

/** For the first owner, while there is nobody; the one before it is worth nothing any more. @returns the link; null where people are. */
export async function inviteFirst(sql: DirectorySql, now: number, url: string): Promise<string | null> {
  if (await isAnybodyThere(sql)) return null
  const { token, hash } = await newToken()
  const query = `INSERT INTO invitations (workspace_id, role, hash, invited_by, is_first, created_at_ms, expires_at_ms)
    VALUES ('default', 'owner', ?, 'paas', 1, ?, ?)`
  await sql.batch([
    sql.prepare('DELETE FROM invitations WHERE is_first = 1'),
    sql.prepare(query).bind(hash, now, now + FIRST_DAYS * DAY_MS),
  ])
  return linkOf(url, token)
}

export const isAnybodyThere = async (sql: DirectorySql): Promise<boolean> =>
  (await findRow(sql, 'SELECT 1 AS yes FROM members LIMIT 1')) !== null

async function isMember(sql: DirectorySql, workspace: string, email: string): Promise<boolean> {
  const query = `SELECT 1 AS yes FROM members m JOIN "user" u ON u.id = m.person_id WHERE m.workspace_id = ? AND u.email = ?`
  return (await findRow(sql, query, workspace, email)) !== null
}

/** Behind a #: a browser sends that part to no server, and no log keeps it. */
const linkOf = (url: string, token: string): string => `${url}/join#${token}`
