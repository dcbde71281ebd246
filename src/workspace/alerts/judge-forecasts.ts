/** Whether the windows of an account run out before their reset: of one that is being worked with, and not again at every turn. */
import { judgeForecast } from '../../core/alerts/judge-quota.ts'
import type { Subject } from '../../core/alerts/words.ts'
import { isGivenBack } from '../../core/quota/measure-window.ts'
import type { Call } from '../../platform/call.ts'
import type { Account } from '../accounts/index.ts'
import { forecastAccount, type WindowForecast } from '../forecasts/index.ts'
import type { Finding } from './judge-subject.ts'
import type { Watched } from './policy-store.ts'
import type { State } from './state-store.ts'

/** A forecast costs some milliseconds; a turn changes little about it. */
const EVERY_MS = 5 * 60_000

interface Question {
  readonly policy: Watched
  readonly account: Account
  readonly subject: Subject
  /** What was found of its windows before. */
  readonly before: readonly State[]
}

export function judgeForecasts(call: Call, { policy, account, subject, before }: Question): Finding[] {
  const rests = before.some(({ lookAt }) => lookAt !== null && lookAt > call.now && lookAt <= call.now + EVERY_MS)
  if (rests || !account.in_use) return before.flatMap(state => keep(state, call.now))
  return forecastAccount(call, account.id).flatMap(({ window, forecast }) => {
    const was = before.find(({ part }) => part === window.name) ?? null
    return judgeOne(call, policy, { window, forecast }, subject, was)
  })
}

/** What nobody works with neither begins to run out nor stops, until its period is over. */
function keep({ policyId, part, holds, until, lookAt }: State, now: number): Finding[] {
  if (until !== null && until <= now) return []
  const isNews = holds || (lookAt !== null && lookAt > now)
  return isNews ? [{ policyId, part, verdict: { holds: null, until, lookAt: lookAt ?? until }, subject: null }] : []
}

function judgeOne(
  { now }: Call,
  { id: policyId, condition }: Watched,
  { window, forecast }: WindowForecast,
  subject: Subject,
  was: State | null,
): Finding[] {
  const { name, unit, capacity, usable, renewal, resetsAt } = window
  if (condition.kind !== 'forecast' || (condition.window ?? name) !== name) return []
  // What has run out already is no forecast.
  const probability = forecast.kind === 'unknown' || usable === 0 ? null : forecast.probability
  const verdict = judgeForecast(condition, { probability, resetsAt: isGivenBack(renewal) ? null : resetsAt }, was, now)
  const runsOutAt = forecast.kind === 'unknown' ? null : forecast.runsOut.likely
  const figures = {
    window: name,
    unit,
    capacity,
    left: usable,
    resets_at: resetsAt,
    runs_out_at: runsOutAt,
    ...(probability !== null && { probability }),
  }
  const lookAt = probability === null ? verdict.lookAt : now + EVERY_MS
  return [{ policyId, part: name, verdict: { ...verdict, lookAt }, subject: { ...subject, ...figures } }]
}
