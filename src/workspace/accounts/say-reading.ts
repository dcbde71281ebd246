import { isOfAccount } from '../../core/quota/windows.ts'
import type { Call } from '../../platform/call.ts'
import { changeAccount } from './change-account.ts'
import { getMain, resetColumns } from './main-window.ts'
import { problem } from './problems.ts'
import type { NewReading } from './schema.ts'
import { settleAccount } from './settle-account.ts'
import { takeReadings } from './settle-by-readings.ts'
import { updateAccount } from './store.ts'

/** Clocks of two machines differ by so much. */
const AHEAD_MS_MAX = 5 * 60_000

/** What a person or a program read somewhere, as evidence beside what logs tell. */
export function sayReading(call: Call, accountId: number, said: NewReading): void {
  const { now, principal } = call
  const main = getMain(call.sql, accountId)
  const at = said.at === undefined ? now : Date.parse(said.at)
  if (at > now + AHEAD_MS_MAX) {
    throw problem('reading-from-the-future', { at: new Date(at).toISOString(), now: new Date(now).toISOString() })
  }
  const { window, source, remaining, limit, unit, resets_at } = said
  const used_percent =
    said.used_percent ?? shareOf(remaining, limit ?? (window === main.name ? main.capacity : undefined))
  const reading = {
    window,
    source,
    at,
    ...(used_percent !== undefined && { usedPercent: used_percent }),
    ...(remaining !== undefined && { remaining }),
    ...(limit !== undefined && { limit }),
    ...(unit !== undefined && { unit }),
    ...(resets_at !== undefined && { resetsAt: Date.parse(resets_at) }),
  }
  takeReadings(call, { accountId, tool: source, sessionKey: `${principal.id}:${accountId}` }, [reading])
  // A name that says nothing of the window's length is the account's own: what is said of it is said of the credits.
  if (window !== main.name || isOfAccount(window)) return
  if (used_percent !== undefined) {
    const left = Math.floor(main.capacity * Math.max(0, 1 - used_percent / 100) + 1e-6)
    changeAccount(call, accountId, { credits_available: left })
  }
  if (resets_at !== undefined) {
    updateAccount(call.sql, accountId, resetColumns(Date.parse(resets_at)))
    settleAccount(call, accountId)
  }
}

/** In percent; undefined where it is not known. */
const shareOf = (remaining: number | undefined, limit: number | undefined): number | undefined =>
  remaining === undefined || !limit ? undefined : Math.max(0, 100 * (1 - remaining / limit))
