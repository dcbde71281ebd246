/** By what a log is known to be an account's: the folder its tool writes to, or the e-mail address that is signed in. */
import { insertRow, type Sql } from '../../platform/sql.ts'
import { forPerson } from '../who-sees.ts'
import type { Identity, NewIdentity } from './schema.ts'

const COLUMNS = 'id, account_id, kind, value'

export function listIdentities(sql: Sql, accountId: number): Identity[] {
  return sql.all(`SELECT ${COLUMNS} FROM account_identities WHERE account_id = ? ORDER BY id`, accountId)
}

export function findIdentity(sql: Sql, id: number): Identity | null {
  return sql.get<Identity>(`SELECT ${COLUMNS} FROM account_identities WHERE id = ?`, id) ?? null
}

/** The account that it names. */
export function findIdentityHolder(sql: Sql, { kind, value }: NewIdentity): number | null {
  const query = 'SELECT account_id AS id FROM account_identities WHERE kind = ? AND value = ?'
  return sql.get<{ id: number }>(query, kind, value)?.id ?? null
}

/** Whoever it named before: one folder, one address is one account's. */
export function putIdentity(sql: Sql, accountId: number, { kind, value }: NewIdentity): number {
  sql.run('DELETE FROM account_identities WHERE kind = ? AND value = ?', kind, value)
  return insertRow(sql, 'account_identities', { account_id: accountId, kind, value })
}

export function deleteIdentity(sql: Sql, id: number): void {
  sql.run('DELETE FROM account_identities WHERE id = ?', id)
}

/** The account of the innermost folder that the file lies in. */
export function findAccountOfFile(sql: Sql, file: string): number | null {
  const row = sql.get<{ account_id: number }>(
    `SELECT account_id FROM account_identities WHERE kind = 'profile' AND substr(?1, 1, length(value)) = value
       AND substr(?1, length(value) + 1, 1) IN ('/', '\\') ORDER BY length(value) DESC LIMIT 1`,
    file,
  )
  return row?.account_id ?? null
}

/** An account that was told to be of this address, else one of the platform that has it as its own. */
export function findAccountOfEmail(sql: Sql, email: string, platform: string | null): number | null {
  const row = sql.get<{ id: number }>(
    `SELECT account_id AS id, 0 AS rank FROM account_identities WHERE kind = 'email' AND value = lower(?1)
     UNION ALL SELECT id, 1 FROM accounts
       WHERE lower(account_email) = lower(?1) AND archived_at IS NULL AND (?2 IS NULL OR platform = ?2)
     ORDER BY rank, id LIMIT 1`,
    email,
    platform,
  )
  return row?.id ?? null
}

/** Sessions that were recorded from this folder on another account, and whose credits nobody has said. */
export function listSessionsFrom(
  sql: Sql,
  folder: string,
  { accountId, person }: { readonly accountId: number; readonly person: string },
): { id: number; account_id: number; source_tool: string; account_name: string }[] {
  return sql.all(
    `SELECT s.id, s.account_id, s.source_tool, a.account_name FROM sessions s JOIN accounts a ON a.id = s.account_id
     WHERE s.account_id <> ?2 AND ${forPerson('a.owner_id', '?3')} AND s.credits_used = 0 AND s.source_tool IS NOT NULL
       AND substr(s.source_file, 1, length(?1)) = ?1 AND substr(s.source_file, length(?1) + 1, 1) IN ('/', '\\')
     ORDER BY s.id`,
    folder,
    accountId,
    person,
  )
}
