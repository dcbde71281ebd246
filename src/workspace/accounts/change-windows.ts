/** What people say of an account's windows: describe one, change it, take it away, or take all from a preset. */
import type { Call } from '../../platform/call.ts'
import { tell } from '../activity/index.ts'
import {
  deleteOthers,
  findOther,
  insertOther,
  type NewWindow,
  toRenewal,
  updateOther,
  type WindowChange,
} from '../windows/index.ts'
import { applyPreset, columnsOf, renewalColumns, wholeCredits } from './apply-preset.ts'
import { getMain } from './main-window.ts'
import { problem } from './problems.ts'
import { settleByReadings } from './settle-by-readings.ts'
import { updateAccount } from './store.ts'

export function addWindow(call: Call, accountId: number, { name, ...window }: NewWindow): void {
  const taken = getMain(call.sql, accountId).name === name || findOther(call.sql, accountId, name) !== null
  if (taken) throw problem('window-name-taken', { name, accountId })
  insertOther(call.sql, accountId, { name, ...columnsOf(window) }, call.now)
  settleChanged(call, accountId)
}

export function changeWindow(call: Call, accountId: number, name: string, change: WindowChange): void {
  if (getMain(call.sql, accountId).name === name) changeMain(call, accountId, name, change)
  else updateOther(call.sql, getOther(call, accountId, name).id, columnsOf(change))
  settleChanged(call, accountId)
}

/** Changes the window of that name, or adds it. */
export function putWindow(call: Call, accountId: number, { name, ...window }: NewWindow): void {
  const isThere = getMain(call.sql, accountId).name === name || findOther(call.sql, accountId, name) !== null
  if (isThere) changeWindow(call, accountId, name, window)
  else addWindow(call, accountId, { name, ...window })
}

export function removeWindow(call: Call, accountId: number, name: string): void {
  if (getMain(call.sql, accountId).name === name) throw problem('main-window-stays', { name })
  getOther(call, accountId, name)
  deleteOthers(call.sql, accountId, name)
  settleChanged(call, accountId)
}

/** The preset's windows in place of those that are there. What was read and used stays, and counts in them. */
export function usePreset(call: Call, accountId: number, preset: string): void {
  getMain(call.sql, accountId)
  deleteOthers(call.sql, accountId, null)
  applyPreset(call, accountId, preset)
  settleChanged(call, accountId)
}

function changeMain(call: Call, accountId: number, name: string, change: WindowChange): void {
  const { unit, capacity, reserve, renewal, scope, scope_of, shared_pool } = change
  if ((scope !== undefined && scope !== 'account') || scope_of || shared_pool || capacity === null) {
    throw problem('main-window-is-of-the-account', { name })
  }
  updateAccount(call.sql, accountId, {
    unit,
    capacity: capacity === undefined ? undefined : wholeCredits(capacity),
    reserve: reserve === undefined ? undefined : Math.floor(reserve),
    ...(renewal && renewalColumns(toRenewal(renewal), call.now)),
  })
}

function getOther({ sql }: Call, accountId: number, name: string) {
  const found = findOther(sql, accountId, name)
  if (!found) throw problem('window-not-found', { name, accountId })
  return found
}

function settleChanged(call: Call, accountId: number): void {
  settleByReadings(call, accountId)
  tell(call, 'account.changed', accountId)
}
