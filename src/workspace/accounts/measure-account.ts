/** Everything that is known of an account's windows: the main one, those described beside it, those only read. */
import { confidenceOf, type MeasuredWindow, usedRatioOf } from '../../core/quota/account-windows.ts'
import { measureWindow } from '../../core/quota/measure-window.ts'
import { isCurrent } from '../../core/quota/tightest-window.ts'
import { looksBackTo } from '../../core/quota/window.ts'
import { isOfAccount } from '../../core/quota/windows.ts'
import type { Call } from '../../platform/call.ts'
import { listCreditUses } from '../credits/index.ts'
import { listNewest, type StoredReading } from '../readings/index.ts'
import { measureOthers, toWireRenewal, type WireWindow } from '../windows/index.ts'
import { getMain, type MainWindow, measureMain, reckonMain } from './main-window.ts'
import { findTightestOf } from './settle-by-readings.ts'

/** The main window first. Units are each window's own, times epoch milliseconds. */
export function measureAccount(call: Pick<Call, 'sql' | 'now'>, accountId: number): MeasuredWindow[] {
  const { sql, now } = call
  const main = getMain(sql, accountId)
  const others = main.others > 0 ? measureOthers(call, accountId) : []
  const named = new Set([main.name, ...others.map(({ name }) => name)])
  const readings = listNewest(sql, accountId, now)
  const read = readings.filter(reading => !named.has(reading.window) && isCurrent(reading, now))
  return [measureOwn(call, main, readings), ...others, ...read.map(each => toWindow(each, now))]
}

/**
 * The account's credits are what its tightest window leaves. Where the main one has a name that tools use, its own figure is
 * what they said of it, whichever window is the tightest.
 */
function measureOwn(
  call: Pick<Call, 'sql' | 'now'>,
  main: MainWindow,
  readings: readonly StoredReading[],
): MeasuredWindow {
  const { now } = call
  const reckoned = reckonMain(call, main)
  if (!isOfAccount(main.name)) {
    const said = findTightestOf(call, main.id, main.creditsSaidAt ?? 0)?.reading
    return measureMain(main, reckoned, said ? Math.max(0, now - said.at) : null)
  }
  const whole = measureMain(main, reckoned)
  const own = readings.filter(reading => reading.window === main.name).map(toEvidence)
  const uses = listCreditUses(call.sql, main.id, looksBackTo(main.renewal, now, main.createdAt))
  const measured = measureWindow(main, uses, own, now)
  return { ...whole, ...measured, usedRatio: usedRatioOf(measured, main.capacity) }
}

const toEvidence = ({ at, usedPercent, resetsAt }: StoredReading) => ({
  at,
  ...(usedPercent !== null && { usedPercent }),
  ...(resetsAt !== null && { resetsAt }),
})

/** A window that nobody described: its tool told of it. */
function toWindow(reading: StoredReading, now: number): MeasuredWindow {
  const { window: name, usedPercent } = reading
  const [kind = name, ...model] = name.split('-')
  const described = {
    name,
    unit: 'percent',
    scope: model.length > 0 ? 'model' : 'account',
    scopeOf: model.length > 0 ? model.join('-') : null,
    sharedPool: null,
    renewal: { kind: kind === 'unknown' ? 'unknown' : 'announced' },
    capacity: 100,
    reserve: 0,
  } as const
  const measured = measureWindow(described, [], [toEvidence(reading)], now)
  return { ...described, ...measured, main: false, usedRatio: usedPercent === null ? null : usedPercent / 100 }
}

export function listWireWindows(call: Pick<Call, 'sql' | 'now'>, accountId: number): WireWindow[] {
  const described = new Set(measureOthers(call, accountId).map(({ name }) => name))
  return measureAccount(call, accountId).map(window => ({
    name: window.name,
    main: window.main,
    known_by: window.main || described.has(window.name) ? 'set' : 'readings',
    unit: window.unit,
    scope: window.scope,
    scope_of: window.scopeOf,
    shared_pool: window.sharedPool,
    renewal: toWireRenewal(window.renewal),
    capacity: window.capacity,
    reserve: window.reserve,
    used: rounded(window.used),
    usable: window.usable === Number.POSITIVE_INFINITY ? null : rounded(window.usable),
    used_ratio: rounded(window.usedRatio),
    resets_at: window.resetsAt === null ? null : new Date(window.resetsAt).toISOString(),
    lost_at_reset: rounded(window.lostAtReset) ?? 0,
    source: window.source,
    age_seconds: window.ageMs === null ? null : Math.round(window.ageMs / 1000),
    confidence: confidenceOf(window),
  }))
}

/** Sums of floating numbers end in noise. */
const rounded = (n: number | null): number | null => (n === null ? null : Math.round(n * 1e6) / 1e6)
