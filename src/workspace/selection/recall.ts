/** What past sessions say of a choice: the need of such sessions, how they ended on each account, who worked last. */
import type { Candidate, Need } from '../../core/selection/candidate.ts'
import { measureNeed } from '../../core/selection/measure-need.ts'
import type { Sql } from '../../platform/sql.ts'
import { fromSqlTime } from '../../platform/time.ts'
import type { ShortlistedAccount } from '../accounts/index.ts'
import { countFinished, findLastAccount, listUseOfType } from '../sessions/index.ts'
import type { PersonId } from '../who-sees.ts'

export interface WorkToCome {
  readonly sessionType?: string | undefined
  readonly projectId?: number | undefined
}

/** Of sessions of that type in that project; where they are few, of that type in all. */
export function recallNeed(
  sql: Sql,
  { person, sessionType, projectId }: WorkToCome & { readonly person: PersonId },
): Need | undefined {
  if (sessionType === undefined) return undefined
  const here = projectId === undefined ? undefined : measureNeed(listUseOfType(sql, person, sessionType, projectId))
  return here ?? measureNeed(listUseOfType(sql, person, sessionType))
}

export const recallLastAccount = (sql: Sql, { projectId }: WorkToCome): number | null =>
  projectId === undefined ? null : findLastAccount(sql, projectId)

export function toCandidate(
  sql: Sql,
  row: ShortlistedAccount,
  { sessionType }: WorkToCome,
  lastId: number | null,
): Candidate {
  const learned = sessionType === undefined ? undefined : countFinished(sql, row.id, sessionType)
  return {
    id: row.id,
    account_name: row.account_name,
    platform: row.platform,
    specialization: row.specialization,
    creditsAvailable: row.credits_available,
    status: row.status,
    recentSessions: row.recent_sessions,
    lastUsedAt: row.last_used_at === null ? null : fromSqlTime(row.last_used_at),
    lostAtReset: row.lost_at_reset,
    losesAt: row.loses_at_ms,
    ...(learned && learned.sessions > 0 && { learned }),
    sticky: row.id === lastId,
  }
}
