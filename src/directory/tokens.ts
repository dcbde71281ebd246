/** Tokens of a workspace: for a machine that pushes, a program that reads or writes. */
import { isAtLeast } from '../http/access.ts'
import type { Role, Scope } from '../platform/call.ts'
import { findRow, listRows } from '../platform/directory-sql.ts'
import type { DirectoryCall, Membership } from './call.ts'
import { LOCAL_PERSON } from './call.ts'
import { newToken } from './new-token.ts'
import { problem } from './problems.ts'

const DAY_MS = 86_400_000
const LEAST: Readonly<Record<Scope, Role>> = {
  push: 'member',
  read: 'viewer',
  write: 'member',
  manage: 'admin',
  move: 'owner',
}
/** Whoever holds one may carry everything away. */
const MOVE_DAYS_MAX = 1

export interface TokenRow {
  readonly id: number
  readonly name: string
  readonly hint: string
  readonly scopes: string
  readonly person_id: string
  readonly person: string | null
  readonly created_at_ms: number
  readonly expires_at_ms: number | null
  readonly last_used_at_ms: number | null
  readonly last_address: string | null
}

/** An admin sees everybody's, others their own. */
export function listTokens({ sql, visitor }: DirectoryCall, { workspace, role }: Membership): Promise<TokenRow[]> {
  const query = `SELECT t.id, t.name, t.hint, t.scopes, t.person_id, u.name AS person, t.created_at_ms, t.expires_at_ms,
      t.last_used_at_ms, t.last_address
    FROM tokens t LEFT JOIN "user" u ON u.id = t.person_id
    WHERE t.workspace_id = ?1 AND t.revoked_at_ms IS NULL AND (?2 OR t.person_id = ?3) ORDER BY t.id DESC LIMIT 500`
  return listRows(sql, query, workspace, isAtLeast(role, 'admin') ? 1 : 0, visitor?.person.id ?? '')
}

interface Wish {
  readonly name: string
  readonly scopes: readonly Scope[]
  readonly expires_in_days?: number | null | undefined
}

/** One of the same name and the same person that only pushes is replaced: a machine has one. @returns the token, shown once. */
export async function createToken(call: DirectoryCall, { workspace, role }: Membership, wish: Wish) {
  const { sql, now, visitor } = call
  const person = visitor?.person ?? LOCAL_PERSON
  const wider = wish.scopes.find(scope => !isAtLeast(role, LEAST[scope]))
  if (wider) throw problem('wider-than-yourself', { scope: wider })
  const { token, hash, hint } = await newToken()
  const scopes = JSON.stringify([...new Set(wish.scopes)])
  const days = wish.scopes.includes('move') ? MOVE_DAYS_MAX : wish.expires_in_days
  const expiresAtMs = days ? now + days * DAY_MS : null
  const replace = `UPDATE tokens SET revoked_at_ms = ? WHERE workspace_id = ? AND person_id = ? AND name = ? AND scopes = '["push"]'
    AND ? = '["push"]' AND revoked_at_ms IS NULL`
  const add = `INSERT INTO tokens (workspace_id, person_id, name, hash, hint, scopes, created_at_ms, expires_at_ms)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`
  const [, added] = await sql.batch<{ id: number }>([
    sql.prepare(replace).bind(now, workspace, person.id, wish.name, scopes),
    sql.prepare(add).bind(workspace, person.id, wish.name, hash, hint, scopes, now, expiresAtMs),
  ])
  const id = added?.results[0]?.id as number
  call.changed(workspace, {
    kind: 'token.created',
    subject: String(id),
    data: { name: wish.name, scopes: wish.scopes },
  })
  return { id, token }
}

/** One's own; an admin may take back anybody's. */
export async function revokeToken(call: DirectoryCall, { workspace, role }: Membership, id: number): Promise<void> {
  const { sql, now, visitor } = call
  const query = `UPDATE tokens SET revoked_at_ms = ?1 WHERE id = ?2 AND workspace_id = ?3 AND revoked_at_ms IS NULL
    AND (?4 OR person_id = ?5) RETURNING name`
  const isAdmin = isAtLeast(role, 'admin') ? 1 : 0
  const row = await findRow<{ name: string }>(sql, query, now, id, workspace, isAdmin, visitor?.person.id ?? '')
  if (!row) throw problem('no-such-token')
  call.changed(workspace, { kind: 'token.revoked', subject: String(id), data: { name: row.name } })
}
