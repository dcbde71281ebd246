/** What sessions took: all of them, and by what they have in common. */
import { meanOf, totalOf } from '../../core/efficiency/figures.ts'
import type { WorkedSession } from './store.ts'

type Key = 'week' | 'account_name' | 'platform' | 'session_type'

export interface Work extends Pick<WorkedSession, Key> {
  readonly credits: number | null
  readonly cost_usd: number | null
  readonly finished: boolean
}

export function measureWork(works: readonly Work[]) {
  const finished = works.filter(work => work.finished)
  return {
    sessions: works.length,
    credits: totalOf(works.map(work => work.credits)),
    cost_usd: totalOf(works.map(work => work.cost_usd)),
    credits_per_finished_session: meanOf(finished.map(work => work.credits)),
    cost_usd_per_finished_session: meanOf(finished.map(work => work.cost_usd)),
  }
}

/** In the order in which they were met first. */
export function groupWork<K extends Key>(works: readonly Work[], key: K) {
  const names = [...new Set(works.map(work => work[key]))]
  return names.map(name => {
    const measured = measureWork(works.filter(work => work[key] === name))
    return { [key]: name, ...measured } as typeof measured & Record<K, string>
  })
}
