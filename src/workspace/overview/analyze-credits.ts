import { recommend, scoreEfficiency } from '../../core/efficiency/score.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getProject } from '../projects/index.ts'
import { costBySession } from '../usage/index.ts'
import { personOf } from '../who-sees.ts'
import { measureHandedOver, measureWaste } from './measure-losses.ts'
import { groupWork, measureWork, type Work } from './measure-work.ts'
import type { Analysis, AnalysisWish } from './schema.ts'
import { listEndedWindows, listHandedOver, listWorkedSessions } from './store.ts'

const DAY_MS = 86_400_000

export function analyzeCredits({ sql, now, principal }: Call, { project_id, days }: AnalysisWish): Analysis {
  getProject(sql, project_id)
  const person = personOf(principal)
  const since = toSqlTime(now - days * DAY_MS)
  const costs = costBySession(sql, project_id)
  const works: Work[] = listWorkedSessions(sql, person, project_id, since).map(
    ({ id, credits_used, status, ...names }) => ({
      ...names,
      // Nothing was said of a session that used none.
      credits: credits_used > 0 ? credits_used : null,
      cost_usd: costs.get(id) ?? null,
      finished: status === 'completed' || status === 'handed_off',
    }),
  )
  const { sessions: _, ...measured } = measureWork(works)
  return {
    ...scored(works.flatMap(({ credits }) => credits ?? [])),
    ...measured,
    wasted_at_resets: measureWaste(listEndedWindows(sql, person, project_id, since)),
    ...measureHandedOver(listHandedOver(sql, project_id, since)),
    trend: groupWork(works, 'week'),
    per_account: groupWork(works, 'account_name'),
    per_platform: groupWork(works, 'platform'),
    per_session_type: groupWork(works, 'session_type'),
  }
}

/** As specified, word for word: where no session used credits, every figure is 0. */
function scored(credits: readonly number[]) {
  const total = credits.reduce((sum, n) => sum + n, 0)
  const average = credits.length ? Math.round((total / credits.length) * 100) / 100 : 0
  return {
    total_sessions: credits.length,
    total_credits: total,
    avg_credits_per_session: average,
    min_credits: credits.length ? Math.min(...credits) : 0,
    max_credits: credits.length ? Math.max(...credits) : 0,
    efficiency_score: scoreEfficiency(average),
    recommendations: credits.length ? recommend(average) : ['No session used credits in this period.'],
  }
}
