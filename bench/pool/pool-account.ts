/** An account in the simulator: what was used of it, and what the core says is left. */
import { type MeasuredWindow, measureLeft, measureLoss, usedRatioOf } from '../../src/core/quota/account-windows.ts'
import { measureWindow, type Use } from '../../src/core/quota/measure-window.ts'
import { measureStanding } from '../../src/core/quota/standing.ts'
import { looksBackTo } from '../../src/core/quota/window.ts'
import type { Candidate } from '../../src/core/selection/candidate.ts'
import { HOUR_MS, type PoolAccount, type PoolWindow } from './made-pool.ts'

export interface AccountState {
  readonly account: PoolAccount
  readonly begunAt: number
  uses: Use[]
  inUse: boolean
  recentSessions: number
  lastUsedAt: number | null
  /** What was measured last, good until it is used or `until`. */
  standing: Standing | null
  /** When it is looked at next of itself. */
  watchedAt: number
}

interface Standing {
  readonly windows: readonly MeasuredWindow[]
  readonly left: number
  readonly candidate: Candidate | null
  readonly until: number
}

const NIGHT_MS = 6 * HOUR_MS

export const openAccount = (account: PoolAccount, begunAt: number): AccountState => ({
  account,
  begunAt,
  // A night ago, where its windows were open then.
  uses: account.usedBefore > 0 ? [{ at: begunAt - NIGHT_MS, amount: account.usedBefore }] : [],
  inUse: false,
  recentSessions: 0,
  lastUsedAt: null,
  standing: null,
  watchedAt: 0,
})

export function use(state: AccountState, at: number, amount: number): void {
  if (amount <= 0) return
  state.uses.push({ at, amount })
  state.standing = null
}

export function measure(state: AccountState, now: number): Standing {
  if (state.standing && now < state.standing.until) return state.standing
  const { account } = state
  const windows = account.windows.map(window => measureOne(state, window, now))
  const main = account.windows[0] as PoolWindow
  const left = measureLeft(windows, main)
  const resets = windows.flatMap(({ resetsAt }) => resetsAt ?? [])
  const { creditsAvailable, status } = measureStanding({
    balance: windows[0]?.usable ?? 0,
    capacity: main.capacity,
    unlimited: false,
    said: null,
    inUse: false,
    othersLeave: left.credits,
  })
  const loss = measureLoss(windows, main, creditsAvailable)
  state.standing = {
    windows,
    left: left.credits,
    candidate:
      status === 'available'
        ? {
            id: account.id,
            account_name: `${account.id}`,
            platform: 'other',
            specialization: null,
            creditsAvailable,
            status,
            recentSessions: state.recentSessions,
            lastUsedAt: state.lastUsedAt,
            lostAtReset: loss?.credits ?? 0,
            losesAt: loss?.at ?? null,
            sticky: false,
          }
        : null,
    until: Math.min(...resets, nextGrant(main, now)),
  }
  return state.standing
}

function measureOne(state: AccountState, window: PoolWindow, now: number): MeasuredWindow {
  const since = looksBackTo(window.renewal, now, state.begunAt)
  const uses = state.uses.filter(({ at }) => at >= since)
  const measured = measureWindow(window, uses, [], now)
  const main = window === state.account.windows[0]
  return { ...window, ...measured, main, usedRatio: usedRatioOf(measured, window.capacity) }
}

function nextGrant({ renewal }: PoolWindow, now: number): number {
  const begins = renewal.kind === 'grants' ? renewal.grants.flatMap(({ from }) => (from > now ? from : [])) : []
  return Math.min(...begins, Number.POSITIVE_INFINITY)
}

/** What was lost at each reset of its longest window. */
export function lossesOf(state: AccountState, until: number): number[] {
  const outer = state.account.windows.at(-1) as PoolWindow
  const losses: number[] = []
  const ends =
    outer.renewal.kind === 'grants' ? outer.renewal.grants.map(grant => grant.until).sort((a, b) => a - b) : null
  for (let at = state.begunAt; ; ) {
    const end = ends ? ends.shift() : measureOne(state, outer, at).resetsAt
    if (end == null || end >= until) return losses
    losses.push(measureOne(state, outer, end - 1).lostAtReset)
    at = end
  }
}
