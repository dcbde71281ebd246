/** Failed tries of signing in, kept so that a restart forgives nobody. */
import { type Failures, foldFailure, measureWait } from '../core/lockout/lock-out.ts'
import { type DirectorySql, findRow, listRows } from '../platform/directory-sql.ts'

/** Of one account from one network; of one account from everywhere, so that a stranger cannot lock its owner out. */
const FREE = { near: 5, everywhere: 50 }

export interface Try {
  /** The e-mail address that was given, known or not; of a second factor, whose it is. */
  readonly account: string
  /** The network that it came from. */
  readonly network: string
}

const keysOf = ({ account, network }: Try) =>
  [
    { key: `${account}|${network}`, free: FREE.near },
    { key: account, free: FREE.everywhere },
  ] as const

/** @returns milliseconds until this account may be tried again from there; 0 for now. */
export async function waitBefore(sql: DirectorySql, tried: Try, now: number): Promise<number> {
  let waitMs = 0
  for (const { key, free } of keysOf(tried)) {
    const known = await find(sql, key)
    if (known) waitMs = Math.max(waitMs, measureWait(known, free, now))
  }
  return waitMs
}

export async function noteFailure(sql: DirectorySql, tried: Try, now: number): Promise<void> {
  const query = `INSERT INTO sign_in_failures (key, failures, last_at_ms) VALUES (?, ?, ?)
    ON CONFLICT (key) DO UPDATE SET failures = excluded.failures, last_at_ms = excluded.last_at_ms`
  for (const { key } of keysOf(tried)) {
    const { failures, lastAtMs } = foldFailure(await find(sql, key), now)
    await listRows(sql, query, key, failures, lastAtMs)
  }
}

/** Who signed in has shown that it is they: from this network they start anew. */
export async function forgive(sql: DirectorySql, tried: Try): Promise<void> {
  await listRows(sql, 'DELETE FROM sign_in_failures WHERE key = ?', keysOf(tried)[0].key)
}

async function find(sql: DirectorySql, key: string): Promise<Failures | null> {
  const query = 'SELECT failures, last_at_ms FROM sign_in_failures WHERE key = ?'
  const row = await findRow<{ failures: number; last_at_ms: number }>(sql, query, key)
  return row && { failures: row.failures, lastAtMs: row.last_at_ms }
}
