/** A pool of accounts as varied as real ones, written straight to the file: ties, skills, accounts in use, claims. */
import { openSql } from '../src/runtimes/node/sql.ts'
import { migrate } from '../src/workspace/migrations/migrate.ts'

export const SKILLS = ['backend', 'frontend', 'testing', 'devops', 'data', 'writing', 'design', 'research']
const PLATFORMS = ['genspark', 'claude', 'chatgpt', 'gemini', 'other']
const DAY_MS = 86_400_000

export interface PoolSize {
  readonly accounts: number
  readonly leases: number
}

/** The leases stand on the best accounts, where a choice has to step over them. */
export function writePool(path: string, { accounts, leases }: PoolSize): void {
  const sql = openSql(path, 'PRAGMA synchronous = OFF;')
  const now = Date.now()
  migrate(sql, now)
  sql.transaction(() => {
    for (let i = 0; i < accounts; i++) {
      const credits = i % 3 === 0 ? 100 : (i * 7919) % 101
      const status = credits > 50 ? 'available' : credits < 10 ? 'exhausted' : 'active'
      const inUse = i % 11 === 0 ? 1 : 0
      sql.run(
        `INSERT INTO accounts (account_name, platform, credits_available, specialization, status, in_use,
           recent_sessions, last_used_at, resets_at_ms) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
        `account ${i}`,
        PLATFORMS[i % PLATFORMS.length] as string,
        credits,
        i % 7 === 0 ? null : (SKILLS[i % SKILLS.length] as string),
        inUse ? 'active' : status,
        inUse,
        i % 5,
        i % 2 ? null : new Date(now - (i % 1000) * 60_000).toISOString().slice(0, 23).replace('T', ' '),
        now + DAY_MS + i,
      )
      sql.run(
        "INSERT INTO credit_ledger (account_id, kind, amount, balance, actor, at) VALUES (?, 'opening', ?, ?, 'You', ?)",
        i + 1,
        credits,
        credits,
        new Date(now).toISOString(),
      )
    }
    sql.run(
      `INSERT INTO leases (account_id, holder, expires_at_ms) SELECT id, 'someone', ? FROM accounts
       WHERE in_use = 0 AND archived_at IS NULL AND status IN ('available', 'active')
       ORDER BY credits_available DESC, recent_sessions, status DESC, last_used_at, id LIMIT ?`,
      now + DAY_MS,
      leases,
    )
  })
  sql.close()
}
