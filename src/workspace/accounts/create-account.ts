import { isGivenBack } from '../../core/quota/measure-window.ts'
import { nextReset, type Refresh, SHORT } from '../../core/quota/next-reset.ts'
import type { Call } from '../../platform/call.ts'
import { fromSqlTime, toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { book } from '../credits/index.ts'
import { personOf } from '../who-sees.ts'
import { getPreset, toRenewal } from '../windows/index.ts'
import { addOthers, wholeCredits } from './apply-preset.ts'
import { noteChanged } from './change-store.ts'
import { type MainWindow, reckonWhole, refreshOf, resetColumns } from './main-window.ts'
import { problem } from './problems.ts'
import type { NewAccount } from './schema.ts'
import { settleAccount, standingColumns } from './settle-account.ts'
import { findAccountByName, insertAccount } from './store.ts'

/** Records an account that its owner already holds; nothing here signs up anywhere. @returns its id. */
export function createAccount(call: Call, values: NewAccount & { blocked?: boolean }): number {
  const { sql, now } = call
  const holder = findAccountByName(sql, values.account_name)
  if (holder !== null) throw problem('account-name-taken', { name: values.account_name, id: holder })
  const [first, ...others] = values.preset === undefined ? [] : getPreset(sql, values.preset).windows
  const main = describeMain(values, first, now)
  const opening = Math.min(values.credits_available ?? main.capacity, main.capacity)
  const at = toSqlTime(now)
  const id = insertAccount(sql, {
    account_name: values.account_name,
    account_email: values.account_email,
    platform: values.platform,
    specialization: values.specialization,
    notes: values.notes,
    preset: values.preset,
    window_name: main.name,
    unit: main.unit,
    capacity: main.capacity,
    reserve: main.reserve,
    refresh: refreshOf(main.renewal),
    // Without a preset, the short word says it all.
    renewal: first && values.refresh === undefined ? JSON.stringify(main.renewal) : null,
    status_said: main.statusSaid,
    ...resetColumns(main.resetsAt),
    ...standingColumns(main, reckonWhole(main, opening, now), []),
    owner_id: values.personal ? personOf(call.principal) : null,
    created_at: at,
    updated_at: at,
  })
  book(call, { accountId: id, kind: 'opening', amount: opening })
  noteChanged(sql, id)
  addOthers(call, id, others)
  if (others.length > 0 || isGivenBack(main.renewal)) settleAccount(call, id)
  tell(call, 'account.created', id)
  return id
}

type Described = ReturnType<typeof getPreset>['windows'][number]

/** What is said of the account itself goes over the preset. */
function describeMain(
  values: NewAccount & { blocked?: boolean },
  preset: Described | undefined,
  now: number,
): MainWindow {
  const { refresh, credits_refresh_date: day } = values
  const usual: Refresh = values.platform === 'ollama' ? 'unlimited' : 'daily'
  const renewal = preset && refresh === undefined ? toRenewal(preset.renewal) : SHORT[refresh ?? usual]
  return {
    id: 0,
    name: preset?.name ?? 'main',
    unit: preset?.unit ?? 'credits',
    capacity: values.capacity ?? wholeCredits(preset?.capacity),
    reserve: values.reserve ?? preset?.reserve ?? 0,
    renewal,
    resetsAt: day ? fromSqlTime(day) : nextReset(renewal, now),
    others: 0,
    statusSaid: values.blocked ? 'blocked' : null,
    inUse: false,
    creditsSaidAt: null,
    createdAt: now,
  }
}
