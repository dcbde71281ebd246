/** When each window of an account runs out, from what was used of it before. */
import { type Forecast, forecastWindow } from '../../core/forecast/forecast-window.ts'
import { DAY_SLOTS, HISTORY_DAYS, SLOT_MS, type Use } from '../../core/forecast/history.ts'
import { usesOfReadings } from '../../core/forecast/uses-of-readings.ts'
import type { MeasuredWindow } from '../../core/quota/account-windows.ts'
import { isGivenBack } from '../../core/quota/measure-window.ts'
import type { Call } from '../../platform/call.ts'
import { measureAccount } from '../accounts/index.ts'
import { listUses } from '../usage/index.ts'
import { listMessages } from '../windows/index.ts'
import { findProjectOf, listCreditsUsed, listPoolAccounts, listProjectCreditsUsed, listSharesRead } from './store.ts'

type Now = Pick<Call, 'sql' | 'now'>

export interface WindowForecast {
  readonly window: MeasuredWindow
  readonly forecast: Forecast
}

/** The main window first. Amounts are in each window's own unit, times epoch milliseconds. */
export function forecastAccount(call: Now, accountId: number): WindowForecast[] {
  return measureAccount(call, accountId).map(window => ({ window, forecast: forecastOne(call, accountId, window) }))
}

function forecastOne(call: Now, accountId: number, window: MeasuredWindow): Forecast {
  const { sql, now } = call
  const since = now - HISTORY_DAYS * DAY_SLOTS * SLOT_MS
  const sharers =
    window.sharedPool === null ? [accountId] : listPoolAccounts(sql, accountId, window.sharedPool, window.name)
  const uses = sharers.flatMap(id => listUsesOf(call, id, window, since))
  const projectUses = window.main ? listProjectUses(call, accountId, since) : []
  const forecast = forecastWindow({ uses, projectUses, left: window.usable, resetsAt: window.resetsAt, now })
  if (forecast.kind === 'unknown' || !isGivenBack(window.renewal)) return forecast
  return { ...forecast, because: [...forecast.because, 'until something comes back; that is not all of it'] }
}

function listUsesOf({ sql }: Now, accountId: number, window: MeasuredWindow, since: number): Use[] {
  const { main, name, unit, scope, scopeOf } = window
  if (main) return listCreditsUsed(sql, accountId, since)
  if (unit === 'percent') return usesOfReadings(listSharesRead(sql, accountId, name, since))
  if (scope === 'feature') return []
  if (unit === 'credits') return scope === 'account' ? listCreditsUsed(sql, accountId, since) : []
  if (unit === 'messages') return scope === 'account' ? listMessages(sql, accountId, since) : []
  return listUses(sql, { accountId, since, unit, model: scope === 'model' ? scopeOf : null })
}

function listProjectUses({ sql }: Now, accountId: number, since: number): Use[] {
  const projectId = findProjectOf(sql, accountId)
  return projectId === null ? [] : listProjectCreditsUsed(sql, projectId, accountId, since)
}
