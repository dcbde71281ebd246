/** What past sessions tell of the next: how much they used, how they ended, who worked last. */
import type { Sql } from '../../platform/sql.ts'
import { forPerson, type PersonId } from '../who-sees.ts'

/** Older ones tell of other times. */
const LATEST = 50

/** On an account that counts for the person. Where no account is personal, none is looked at. */
const ON_THEIRS = `(NOT EXISTS (SELECT 1 FROM accounts WHERE owner_id IS NOT NULL)
  OR EXISTS (SELECT 1 FROM accounts a WHERE a.id = sessions.account_id AND ${forPerson('a.owner_id')}))`

const USED = (which: string) => `
  SELECT credits_used FROM sessions WHERE ${which} AND status <> 'in_progress' AND credits_used > 0
    AND ${ON_THEIRS}
  ORDER BY id DESC LIMIT ${LATEST}`
const USED_IN_PROJECT = USED('project_id = ? AND session_type = ?')
const USED_ANYWHERE = USED('session_type = ?')

/** Credits that the latest sessions of a type used, in one project or in all, on accounts that count for the person. */
export function listUseOfType(sql: Sql, person: PersonId, type: string, projectId?: number): number[] {
  const rows =
    projectId === undefined
      ? sql.all<{ credits_used: number }>(USED_ANYWHERE, type, person)
      : sql.all<{ credits_used: number }>(USED_IN_PROJECT, projectId, type, person)
  return rows.map(row => row.credits_used)
}

const ENDED = `
  SELECT count(*) AS sessions, coalesce(sum(status <> 'failed'), 0) AS finished FROM (
    SELECT status FROM sessions WHERE account_id = ? AND session_type = ? AND status <> 'in_progress'
    ORDER BY id DESC LIMIT ${LATEST})`

/** How the latest sessions of a type ended on an account: completed and handed over is finished, failed is not. */
export function countFinished(sql: Sql, accountId: number, type: string): { sessions: number; finished: number } {
  return sql.get<{ sessions: number; finished: number }>(ENDED, accountId, type) ?? { sessions: 0, finished: 0 }
}

/** Null where none worked in it. */
export function findLastAccount(sql: Sql, projectId: number): number | null {
  const query = 'SELECT account_id FROM sessions WHERE project_id = ? ORDER BY session_number DESC LIMIT 1'
  return sql.get<{ account_id: number }>(query, projectId)?.account_id ?? null
}
