/** Where a person is signed in, and signing out there. */
import { findRow, listRows } from '../platform/directory-sql.ts'
import type { DirectoryCall, Visitor } from './call.ts'
import { problem } from './problems.ts'

interface Row {
  readonly id: string
  readonly created_at: string
  readonly expires_at: string
  readonly address: string | null
  readonly browser: string | null
}

export async function listSignIns({ sql, now }: DirectoryCall, { person, signInId }: Visitor) {
  const query = `SELECT id, createdAt AS created_at, expiresAt AS expires_at, nullif(ipAddress, '') AS address, userAgent AS browser
    FROM session WHERE userId = ? AND expiresAt > ? ORDER BY createdAt DESC LIMIT 100`
  const rows = await listRows<Row>(sql, query, person.id, new Date(now).toISOString())
  return rows.map(row => ({ ...row, current: row.id === signInId }))
}

/** What they had open there closes at once. */
export async function endSignIn(call: DirectoryCall, { person, memberships }: Visitor, id: string): Promise<void> {
  const gone = await findRow(call.sql, 'DELETE FROM session WHERE id = ? AND userId = ? RETURNING id', id, person.id)
  if (!gone) throw problem('no-such-sign-in')
  for (const { workspace } of memberships) call.changed(workspace, { kind: 'sign_in.ended', subject: person.id })
}

export async function hasSecondFactor(sql: DirectoryCall['sql'], personId: string): Promise<boolean> {
  return (await findRow(sql, 'SELECT 1 AS yes FROM "user" WHERE id = ? AND twoFactorEnabled = 1', personId)) !== null
}
