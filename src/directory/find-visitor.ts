/** Who a request is from, by its token or its session's cookie: one query each, so what is taken back is worth nothing at once. */
import type { Problem } from '../core/problem.ts'
import type { Role, Scope } from '../platform/call.ts'
import { type DirectorySql, findRow, listRows } from '../platform/directory-sql.ts'
import { LOCAL_PERSON, type Membership, type Visitor } from './call.ts'
import { hashOf, TOKEN } from './new-token.ts'
import { problem } from './problems.ts'

export interface Shown {
  readonly authorization: string | null
  /** The session's token, where its cookie is signed by this server. */
  readonly session: string | null
  readonly address: string | undefined
}

/** @returns null where nothing is shown; a Problem where what is shown is worth nothing. */
export async function findVisitor(sql: DirectorySql, now: number, shown: Shown): Promise<Visitor | Problem | null> {
  if (shown.authorization !== null) return (await findByToken(sql, now, shown)) ?? problem('unknown-token')
  return shown.session === null ? null : findBySession(sql, now, shown.session, shown.address)
}

interface TokenRow {
  id: number
  workspace: string
  workspace_name: string
  person_id: string
  token: string
  scopes: string
  last_used_at_ms: number | null
  person: string | null
  email: string | null
  role: Role | null
}

const TOKEN_QUERY = `SELECT t.id, t.workspace_id AS workspace, w.name AS workspace_name, t.person_id, t.name AS token, t.scopes,
    t.last_used_at_ms, u.name AS person, u.email, m.role
  FROM tokens t JOIN workspaces w ON w.id = t.workspace_id
    LEFT JOIN "user" u ON u.id = t.person_id
    LEFT JOIN members m ON m.workspace_id = t.workspace_id AND m.person_id = t.person_id
  WHERE t.hash = ? AND t.revoked_at_ms IS NULL AND (t.expires_at_ms IS NULL OR t.expires_at_ms > ?)`

/** Written down at most so often: a token that works all day writes little. */
const USE_NOTED_MS = 300_000

async function findByToken(sql: DirectorySql, now: number, { authorization, address }: Shown): Promise<Visitor | null> {
  const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1]
  if (token === undefined || !TOKEN.test(token)) return null
  const row = await findRow<TokenRow>(sql, TOKEN_QUERY, await hashOf(token), now)
  const isLocal = row?.person_id === LOCAL_PERSON.id
  const role = isLocal ? 'owner' : row?.role
  // Who was removed from the workspace takes the tokens along.
  if (!row || !role) return null
  if (row.last_used_at_ms === null || Math.abs(now - row.last_used_at_ms) > USE_NOTED_MS) {
    const note = 'UPDATE tokens SET last_used_at_ms = ?, last_address = ? WHERE id = ?'
    // A directory that cannot write at the moment still says who asks.
    await listRows(sql, note, now, address ?? null, row.id).catch(() => [])
  }
  const scopes = JSON.parse(row.scopes) as Scope[]
  const onlyPushes = scopes.every(scope => scope === 'push')
  return {
    person: isLocal ? LOCAL_PERSON : { id: row.person_id, name: row.person ?? '', email: row.email },
    memberships: [{ workspace: row.workspace, name: row.workspace_name, role }],
    via: `token ${row.token}`,
    scopes,
    ...(onlyPushes && { device: row.token }),
    ...(address !== undefined && { address }),
  }
}

interface SessionRow {
  sign_in: string
  id: string
  name: string
  email: string
  workspace: string | null
  workspace_name: string | null
  role: Role | null
}

const SESSION_QUERY = `SELECT s.id AS sign_in, u.id, u.name, u.email, m.workspace_id AS workspace, w.name AS workspace_name, m.role
  FROM session s JOIN "user" u ON u.id = s.userId
    LEFT JOIN members m ON m.person_id = u.id LEFT JOIN workspaces w ON w.id = m.workspace_id
  WHERE s.token = ? AND s.expiresAt > ? ORDER BY m.joined_at_ms, m.workspace_id`

async function findBySession(
  sql: DirectorySql,
  now: number,
  session: string,
  address: string | undefined,
): Promise<Visitor | null> {
  const rows = await listRows<SessionRow>(sql, SESSION_QUERY, session, new Date(now).toISOString())
  const first = rows[0]
  if (!first) return null
  return {
    person: { id: first.id, name: first.name, email: first.email },
    memberships: rows.filter(row => row.workspace !== null).map(toMembership),
    via: 'browser',
    signInId: first.sign_in,
    ...(address !== undefined && { address }),
  }
}

const toMembership = (row: SessionRow): Membership => ({
  workspace: row.workspace as string,
  name: row.workspace_name as string,
  role: row.role as Role,
})
