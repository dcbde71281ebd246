/** Which accounts run out before their reset, and what is about to be lost, over the accounts that count for who asks. */
import type { Call } from '../../platform/call.ts'
import { personOf } from '../who-sees.ts'
import { forecastAccount, type WindowForecast } from './forecast-account.ts'
import { type Loss, listLosses, listUsedAccounts, sumLosses, type UsedAccount } from './store.ts'

type Asking = Pick<Call, 'sql' | 'now' | 'principal'>
type Known = WindowForecast['forecast'] & { readonly kind: 'range' }

export interface RunningOut {
  readonly account: UsedAccount
  readonly window: WindowForecast['window']
  readonly forecast: Known
}

export interface AboutToBeLost {
  readonly account: UsedAccount
  readonly unit: Loss['unit']
  readonly at: number
  readonly lost: Known['leftAtReset']
  readonly because: readonly string[]
}

export interface PoolForecast {
  /** That it does is more likely than not; soonest first. */
  readonly runningOut: RunningOut[]
  /** Soonest first, the most first. */
  readonly aboutToBeLost: AboutToBeLost[]
  /** All that would be lost if nobody used anything, also what is not listed. */
  readonly losses: { readonly accounts: number; readonly lost: number }
  /** How many accounts were asked: those used last. */
  readonly asked: number
  /** More than those were used lately. */
  readonly isCut: boolean
}

const HOUR_MS = 3_600_000
/** What was not used for longer does not run out by surprise. */
const LATELY_MS = 14 * 24 * HOUR_MS
/** Each costs some milliseconds, while no other request is answered. */
const ASKED_MAX = 60
const LOSSES_MAX = 100
const LIKELY = 0.5

export function forecastPool(call: Asking, hours: number): PoolForecast {
  const { sql, now } = call
  const person = personOf(call.principal)
  const used = listUsedAccounts(sql, person, now - LATELY_MS, ASKED_MAX + 1)
  const asked = used.slice(0, ASKED_MAX)
  const forecasts = new Map(asked.map(account => [account.id, forecastAccount(call, account.id)]))
  const runningOut = asked.flatMap(account => runningOutOf(account, forecasts.get(account.id) ?? []))
  const until = now + hours * HOUR_MS
  return {
    runningOut: runningOut.sort((a, b) => likelyAt(a) - likelyAt(b)),
    aboutToBeLost: listLosses(sql, person, now, until, LOSSES_MAX).flatMap(loss =>
      lostOf(loss, forecasts.get(loss.id)),
    ),
    losses: sumLosses(sql, person, now, until),
    asked: asked.length,
    isCut: used.length > asked.length,
  }
}

const likelyAt = ({ forecast }: RunningOut) => forecast.runsOut.likely ?? forecast.until

function runningOutOf(account: UsedAccount, windows: readonly WindowForecast[]): RunningOut[] {
  return windows.flatMap(({ window, forecast }) => {
    // What has run out is no forecast.
    if (forecast.kind === 'unknown' || forecast.probability < LIKELY || window.usable === 0) return []
    return [{ account, window, forecast }]
  })
}

/** Less what is likely to be used of it until then; nothing, where all of it is. */
function lostOf({ lost, at, unit, ...account }: Loss, windows: readonly WindowForecast[] = []): AboutToBeLost[] {
  const main = windows.find(({ window }) => window.main)
  const forecast = main?.window.resetsAt === at ? main.forecast : null
  if (forecast?.kind !== 'range') {
    const because = [windows.length === 0 ? 'nothing was used of it lately' : 'what will be used of it is not known']
    return [{ account, unit, at, lost: { low: lost, likely: lost, high: lost }, because }]
  }
  const { leftAtReset, because } = forecast
  return leftAtReset.likely > 0 ? [{ account, unit, at, lost: leftAtReset, because }] : []
}
