/** Quota windows as columns: those of a preset, and those that somebody describes. */
import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { getPreset, insertOther, type NewWindow, toRenewal, type WindowChange } from '../windows/index.ts'
import { refreshOf, resetColumns } from './main-window.ts'
import { updateAccount } from './store.ts'

/** A preset's windows, beside those that are there. */
export function applyPreset({ sql, now }: Call, accountId: number, preset: string): void {
  const [main, ...others] = getPreset(sql, preset).windows
  if (main) {
    const { name, unit, capacity, reserve, renewal } = main
    updateAccount(sql, accountId, {
      preset,
      window_name: name,
      unit,
      capacity: wholeCredits(capacity),
      reserve,
      ...renewalColumns(toRenewal(renewal), now),
    })
  }
  addOthers({ sql, now }, accountId, others)
}

export function addOthers(
  { sql, now }: Pick<Call, 'sql' | 'now'>,
  accountId: number,
  windows: readonly NewWindow[],
): void {
  for (const { name, ...window } of windows) insertOther(sql, accountId, { name, ...columnsOf(window) }, now)
}

export const renewalColumns = (renewal: ReturnType<typeof toRenewal>, now: number) => ({
  renewal: JSON.stringify(renewal),
  refresh: refreshOf(renewal),
  ...resetColumns(nextReset(renewal, now)),
})

/** The account's credits are whole numbers, and of none there is no share. */
export const wholeCredits = (capacity: number | null | undefined) => Math.max(1, Math.floor(capacity ?? 100))

export const columnsOf = ({ renewal, ...columns }: WindowChange) => ({
  ...columns,
  renewal: renewal === undefined ? undefined : JSON.stringify(toRenewal(renewal)),
})
