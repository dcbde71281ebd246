/** Looks into a workspace's file from outside, reading only: for what must work where the workspace itself does not. */
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** 0 where there is no database yet. */
export function readSchemaVersion(file: string): number {
  if (!existsSync(file)) return 0
  return look(file, db => {
    const known = db.prepare("SELECT 1 FROM sqlite_master WHERE name = 'schema_migrations'").get()
    if (!known) return 0
    return Number(db.prepare('SELECT coalesce(max(version), 0) AS version FROM schema_migrations').get()?.['version'])
  })
}

/** @returns what SQLite finds wrong with the file; empty where nothing is. */
export function quickCheck(file: string): string[] {
  return look(file, db => {
    const rows = db
      .prepare('PRAGMA quick_check(10)')
      .all()
      .map(row => String(row['quick_check']))
    return rows.filter(row => row !== 'ok')
  })
}

export interface Drift {
  readonly account_name: string
  readonly balance: number
  readonly sum: number
}

/**
 * Accounts whose newest ledger balance is not the sum of their entries. The ledger's own room checks the same; this one
 * trusts none of its code.
 */
export function findLedgerDrift(file: string): Drift[] {
  const query = `SELECT a.account_name, newest.balance, sums.sum FROM accounts a
    JOIN (SELECT account_id, sum(amount) AS sum, max(id) AS last FROM credit_ledger GROUP BY account_id) sums
      ON sums.account_id = a.id
    JOIN credit_ledger newest ON newest.id = sums.last
    WHERE newest.balance <> sums.sum ORDER BY a.id`
  return look(file, db => db.prepare(query).all() as unknown as Drift[])
}

export interface LogFound {
  readonly entries: number
  /** The first entry that does not fit the one before it. */
  readonly firstBad: number | null
  readonly head: string
}

/** The chain of the activity log, computed anew; this too trusts none of the room's code. */
export function verifyLog(file: string): LogFound {
  return look(file, db => {
    let head = '0'.repeat(64)
    let entries = 0
    const query =
      'SELECT seq, at, person_id, actor, via, address, action, subject, data, hash FROM activity_log ORDER BY seq'
    for (const { hash, ...said } of db.prepare(query).iterate()) {
      const own = createHash('sha256')
        .update(JSON.stringify([head, ...Object.values(said)]))
        .digest('hex')
      if (said['seq'] !== entries + 1 || hash !== own) return { entries, firstBad: Number(said['seq']), head }
      head = own
      entries++
    }
    const given = db.prepare("SELECT seq FROM sqlite_sequence WHERE name = 'activity_log'").get()?.['seq'] ?? 0
    return { entries, firstBad: Number(given) > entries ? entries + 1 : null, head }
  })
}

function look<T>(file: string, work: (db: DatabaseSync) => T): T {
  const db = new DatabaseSync(file, { readOnly: true, timeout: 5000 })
  try {
    return work(db)
  } finally {
    db.close()
  }
}
