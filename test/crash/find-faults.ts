/** What must be true of a workspace's file at every moment, as queries that find where it is not. */
import type { DatabaseSync } from 'node:sqlite'
import { measureStanding } from '../../src/core/quota/standing.ts'

/** Each finds rows that must not be. */
const FAULTS: Readonly<Record<string, string>> = {
  'handed off, but not with one completed handoff, one next session and one snapshot': `
    SELECT s.id FROM sessions s WHERE s.status = 'handed_off' AND (
      1 <> (SELECT count(*) FROM handoff_queue h WHERE h.session_id = s.id)
      OR 1 <> (SELECT count(*) FROM context_snapshots c WHERE c.session_id = s.id AND c.snapshot_type = 'handoff')
      OR NOT EXISTS (SELECT 1 FROM handoff_queue h JOIN sessions n ON n.id = h.next_session_id
        WHERE h.session_id = s.id AND h.status = 'completed' AND h.from_account_id = s.account_id
          AND n.account_id = h.to_account_id AND n.project_id = s.project_id AND n.session_number > s.session_number))`,
  'a handoff or its snapshot of a session that was not handed off': `
    SELECT s.id FROM sessions s WHERE s.status <> 'handed_off' AND (
      EXISTS (SELECT 1 FROM handoff_queue h WHERE h.session_id = s.id)
      OR EXISTS (SELECT 1 FROM context_snapshots c WHERE c.session_id = s.id AND c.snapshot_type = 'handoff'))`,
  'a session that took over twice': `
    SELECT next_session_id AS id FROM handoff_queue GROUP BY next_session_id HAVING count(*) > 1`,
  'a later session of a project that no handoff opened': `
    SELECT s.id FROM sessions s WHERE s.session_number > 1
      AND NOT EXISTS (SELECT 1 FROM handoff_queue h WHERE h.next_session_id = s.id)`,
  'an account that gave its session away and is not used up': `
    SELECT a.id FROM accounts a JOIN sessions s ON s.account_id = a.id AND s.status = 'handed_off'
    WHERE a.status <> 'exhausted'`,
  'in use without an open session, or the other way round': `
    SELECT a.id FROM accounts a WHERE a.in_use <>
      EXISTS (SELECT 1 FROM sessions s WHERE s.account_id = a.id AND s.status = 'in_progress')`,
  'a ledger entry whose balance is not the sum up to it': `
    SELECT id FROM (SELECT id, balance, sum(amount) OVER (PARTITION BY account_id ORDER BY id) AS total FROM credit_ledger)
    WHERE balance <> total`,
  'credits of a session that its account has not booked': `
    SELECT s.id FROM sessions s WHERE s.credits_used <>
      (SELECT -coalesce(sum(l.amount), 0) FROM credit_ledger l WHERE l.session_id = s.id AND l.account_id = s.account_id)`,
  'a project whose totals are not the sums of its sessions': `
    SELECT p.id FROM projects p WHERE p.total_sessions <> (SELECT count(*) FROM sessions s WHERE s.project_id = p.id)
      OR p.total_credits_used <> (SELECT coalesce(sum(credits_used), 0) FROM sessions s WHERE s.project_id = p.id)`,
  'turns that are not counted, or not numbered one after the other': `
    SELECT s.id FROM sessions s WHERE s.turns <> (SELECT count(*) FROM conversation_history c WHERE c.session_id = s.id)
      OR s.turns <> (SELECT coalesce(max(turn_number), 0) FROM conversation_history c WHERE c.session_id = s.id)`,
  'a handing over that was told not once': `
    SELECT s.id FROM sessions s WHERE (s.status = 'handed_off') <>
      (SELECT count(*) FROM facts f WHERE f.kind = 'session.handed_off' AND f.subject_id = s.id)`,
}

/** @param leaseMsMax no claim that anyone asked for is longer. @returns faults in words; empty where all is well. */
export function findFaults(db: DatabaseSync, now: number, leaseMsMax: number): string[] {
  const faults: string[] = []
  const found = (what: string, rows: readonly unknown[]) => {
    if (rows.length > 0) faults.push(`${what}: ${JSON.stringify(rows.slice(0, 3))}`)
  }
  const integrity = db.prepare('PRAGMA integrity_check').all()
  if (integrity[0]?.integrity_check !== 'ok') found('the file is damaged', integrity)
  found('a reference to nothing', db.prepare('PRAGMA foreign_key_check').all())
  for (const [what, query] of Object.entries(FAULTS)) found(what, db.prepare(query).all())
  found(
    'a claim that nobody asked for',
    db.prepare('SELECT id FROM leases WHERE expires_at_ms > ?').all(now + leaseMsMax),
  )
  found('credits or status that do not follow from the ledger', findUnsettled(db))
  return faults
}

function findUnsettled(db: DatabaseSync): unknown[] {
  const rows = db
    .prepare(
      `SELECT id, credits_available, status, capacity, refresh, status_said, in_use,
         (SELECT coalesce(sum(amount), 0) FROM credit_ledger l WHERE l.account_id = accounts.id) AS balance FROM accounts`,
    )
    .all() as unknown as Row[]
  return rows.filter(row => {
    const { creditsAvailable, status } = measureStanding({
      balance: row.balance,
      capacity: row.capacity,
      unlimited: row.refresh === 'unlimited',
      said: row.status_said,
      inUse: row.in_use === 1,
    })
    return creditsAvailable !== row.credits_available || status !== row.status
  })
}

type Status = 'available' | 'active' | 'exhausted' | 'blocked'
interface Row {
  readonly balance: number
  readonly capacity: number
  readonly credits_available: number
  readonly status: Status
  readonly status_said: Status | null
  readonly refresh: string
  readonly in_use: number
}
