/** A pool of accounts as varied as real ones, written straight to the file: ties, skills, windows, accounts in use, claims, past. */
import type { Sql } from '../src/platform/sql.ts'
import { openSql } from '../src/runtimes/node/sql.ts'
import { migrate } from '../src/workspace/migrations/migrate.ts'

export const SKILLS = ['backend', 'frontend', 'testing', 'devops', 'data', 'writing', 'design', 'research']
const PLATFORMS = ['genspark', 'claude', 'chatgpt', 'gemini', 'other']
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Within so many hours something is lost. */
const HOURS = 168
const OTHER_WINDOWS = [
  ['5h', '{"kind":"rolling","lengthMs":18000000}'],
  ['weekly', '{"kind":"weekly","zone":0,"atMinute":0,"weekday":1}'],
] as const
export const PROJECTS = 50
export const TYPES = ['development', 'bugfix', 'feature', 'refactor', 'deployment']

export interface PoolSize {
  readonly accounts: number
  readonly leases: number
  /** That have ended, of all types, over all accounts and `PROJECTS` projects. */
  readonly sessions?: number
}

/** The leases stand on the best accounts, where a choice has to step over them. */
export function writePool(path: string, { accounts, leases, sessions = 0 }: PoolSize): void {
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
           recent_sessions, last_used_at, resets_at_ms, windows, lost_at_reset, loses_at_ms)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, 2, ?, ?)`,
        `account ${i}`,
        PLATFORMS[i % PLATFORMS.length] as string,
        credits,
        i % 7 === 0 ? null : (SKILLS[i % SKILLS.length] as string),
        inUse ? 'active' : status,
        inUse,
        i % 5,
        i % 2 ? null : new Date(now - (i % 1000) * 60_000).toISOString().slice(0, 23).replace('T', ' '),
        now + DAY_MS + i,
        i % 10 ? credits : 0,
        i % 10 && credits ? now + ((i * 7919) % HOURS) * HOUR_MS : null,
      )
      for (const [name, renewal] of OTHER_WINDOWS) {
        sql.run(
          'INSERT INTO quota_windows (account_id, name, unit, renewal, capacity, created_at_ms) VALUES (?, ?, ?, ?, 700, ?)',
          i + 1,
          name,
          'credits',
          renewal,
          now,
        )
      }
      sql.run(
        "INSERT INTO credit_ledger (account_id, kind, amount, balance, actor, at) VALUES (?, 'opening', ?, ?, 'You', ?)",
        i + 1,
        credits,
        credits,
        new Date(now).toISOString(),
      )
    }
    writePast(sql, sessions, accounts)
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

function writePast(sql: Sql, sessions: number, accounts: number): void {
  for (let i = 0; i < PROJECTS; i++) sql.run('INSERT INTO projects (name) VALUES (?)', `project ${i}`)
  for (let i = 0; i < sessions; i++) {
    sql.run(
      `INSERT INTO sessions (project_id, account_id, session_number, session_type, credits_used, status)
       VALUES (?, ?, ?, ?, ?, ?)`,
      1 + (i % PROJECTS),
      1 + ((i * 7919) % accounts),
      i,
      TYPES[i % TYPES.length] as string,
      (i * 31) % 120,
      i % 9 ? 'completed' : 'failed',
    )
  }
}
