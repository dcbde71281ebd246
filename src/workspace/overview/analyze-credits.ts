import { recommend, scoreEfficiency } from '../../core/efficiency/score.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getProject } from '../projects/index.ts'
import type { AnalysisWish } from './schema.ts'
import { listUsedSessions, sumWasted, type UsedSession } from './store.ts'

const DAY_MS = 86_400_000

export function analyzeCredits({ sql, now }: Call, { project_id, days }: AnalysisWish) {
  getProject(sql, project_id)
  const since = toSqlTime(now - days * DAY_MS)
  const sessions = listUsedSessions(sql, project_id, since)
  const credits = sessions.map(session => session.credits_used)
  const total = sum(credits)
  const average = sessions.length ? round(total / sessions.length) : 0
  const completed = sessions.filter(session => session.status === 'completed' || session.status === 'handed_off')
  return {
    total_sessions: sessions.length,
    total_credits: total,
    avg_credits_per_session: average,
    min_credits: sessions.length ? Math.min(...credits) : 0,
    max_credits: sessions.length ? Math.max(...credits) : 0,
    efficiency_score: scoreEfficiency(average),
    recommendations: sessions.length ? recommend(average) : ['No session used credits in this period.'],
    cost_per_completed_session: completed.length ? round(total / completed.length) : null,
    wasted_at_resets: sumWasted(sql, project_id, since),
    trend: groups(sessions, 'week'),
    per_account: groups(sessions, 'account_name'),
    per_session_type: groups(sessions, 'session_type'),
  }
}

function groups<Key extends 'week' | 'account_name' | 'session_type'>(sessions: readonly UsedSession[], key: Key) {
  const names = [...new Set(sessions.map(session => session[key]))]
  return names.map(name => {
    const members = sessions.filter(session => session[key] === name)
    const credits = sum(members.map(session => session.credits_used))
    const figures = { sessions: members.length, credits, average: round(credits / members.length) }
    return { [key]: name, ...figures } as typeof figures & Record<Key, string>
  })
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, n) => total + n, 0)
const round = (n: number) => Math.round(n * 100) / 100
