/** Measures the windows of an account beside its main one, each from what it counts and what was said of it. */
import type { MeasuredWindow } from '../../core/quota/account-windows.ts'
import { usedRatioOf } from '../../core/quota/account-windows.ts'
import { measureWindow, type Reading, type Use } from '../../core/quota/measure-window.ts'
import { looksBackTo } from '../../core/quota/window.ts'
import type { Call } from '../../platform/call.ts'
import { listCreditUses } from '../credits/index.ts'
import { listNewest, type StoredReading } from '../readings/index.ts'
import { listUses } from '../usage/index.ts'
import { listMessages, listOthers, listSharers, type StoredWindow } from './store.ts'

type Now = Pick<Call, 'sql' | 'now'>

export function measureOthers(call: Now, accountId: number): MeasuredWindow[] {
  return listOthers(call.sql, accountId).map(window => measureOther(call, accountId, window))
}

function measureOther(call: Now, accountId: number, { id: _, createdAt, ...window }: StoredWindow): MeasuredWindow {
  const { sql, now } = call
  const sharers = listSharers(sql, accountId, window)
  const since = looksBackTo(window.renewal, now, createdAt)
  const uses = sharers.flatMap(id => listUsesOf(call, id, window, since))
  const said = sharers.flatMap(id => listNewest(sql, id, now)).filter(reading => reading.window === window.name)
  const measured = measureWindow(
    window,
    uses,
    said.map(each => toReading(each, window.unit)),
    now,
  )
  return { ...window, ...measured, main: false, usedRatio: usedRatioOf(measured, window.capacity) }
}

type Counted = Omit<StoredWindow, 'id' | 'createdAt'>

function listUsesOf({ sql }: Now, accountId: number, { unit, scope, scopeOf }: Counted, since: number): Use[] {
  // What used a feature, and what a share is a share of, no log tells.
  if (scope === 'feature' || unit === 'percent') return []
  if (unit === 'credits') return scope === 'account' ? listCreditUses(sql, accountId, since) : []
  if (unit === 'messages') return scope === 'account' ? listMessages(sql, accountId, since) : []
  return listUses(sql, { accountId, since, unit, model: scope === 'model' ? scopeOf : null })
}

/** Amounts in another unit than the window's say nothing of it but their share. */
function toReading(
  { at, usedPercent, remaining, limit, unit, resetsAt }: StoredReading,
  counts: Counted['unit'],
): Reading {
  const sameUnit = unit === null || unit.toLowerCase() === counts
  const share = usedPercent ?? shareOf(remaining, limit)
  return {
    at,
    ...(sameUnit && remaining !== null && { remaining }),
    ...(share !== null && { usedPercent: share }),
    ...(resetsAt !== null && { resetsAt }),
  }
}

const shareOf = (remaining: number | null, limit: number | null): number | null =>
  remaining === null || limit === null || limit <= 0 ? null : 100 * (1 - remaining / limit)
