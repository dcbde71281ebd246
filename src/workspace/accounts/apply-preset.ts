/** Quota windows as columns: those of a preset, and those that somebody describes. */
import { nextReset } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { getPreset, insertOther, toRenewal, type WindowChange } from '../windows/index.ts'
import { refreshOf, resetColumns } from './main-window.ts'
import type { NewAccount } from './schema.ts'
import { updateAccount } from './store.ts'

/** @param over what is said of the account itself goes over the preset. */
export function applyPreset(
  { sql, now }: Call,
  accountId: number,
  preset: string,
  over: Pick<Partial<NewAccount>, 'capacity' | 'refresh'>,
): void {
  const [main, ...others] = getPreset(sql, preset).windows
  if (main) {
    const renewal = over.refresh === undefined ? toRenewal(main.renewal) : null
    updateAccount(sql, accountId, {
      preset,
      window_name: main.name,
      unit: main.unit,
      capacity: over.capacity ?? wholeCredits(main.capacity),
      reserve: main.reserve,
      ...(renewal && renewalColumns(renewal, now)),
    })
  }
  for (const { name, ...window } of others) insertOther(sql, accountId, { name, ...columnsOf(window) }, now)
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
