/** Which account next: a short list from indexes, then the exact order over it. */
import type { Need, Strategy } from '../../core/selection/candidate.ts'
import { type Ranked, rankAccounts } from '../../core/selection/rank-accounts.ts'
import type { Sql } from '../../platform/sql.ts'
import { type Account, type ShortlistedAccount, shortlistAccounts } from '../accounts/index.ts'
import { readSetting } from '../settings/index.ts'
import type { PersonId } from '../who-sees.ts'
import { recallLastAccount, recallNeed, toCandidate, type WorkToCome } from './recall.ts'

/** As much as a rotation tells of the account it goes to. */
export type Candidate = Pick<
  Account,
  'id' | 'account_name' | 'credits_available' | 'specialization' | 'platform' | 'status' | 'recent_sessions'
>

export interface Wish extends WorkToCome {
  /** Only shared accounts and theirs are chosen among. */
  readonly person: PersonId
  readonly specialization?: string | null | undefined
  /** Where nothing is said: see `minCreditsOf`. */
  readonly minCredits?: number | undefined
  /** The workspace's where nothing is said. */
  readonly strategy?: Strategy | undefined
  /** Not this one: it has just been used up. */
  readonly exceptId?: number
  /** How many to tell of beside the chosen one; none where nothing is said. */
  readonly runnersUp?: number
}

export interface Chosen {
  readonly account: ShortlistedAccount
  readonly because: string[]
}

export type Choice =
  | (Chosen & { readonly kind: 'chosen'; readonly strategy: Strategy; readonly runnersUp: Chosen[] })
  | { readonly kind: 'none' }

export function chooseAccount(sql: Sql, wish: Wish, now: number): Choice {
  const strategy = wish.strategy ?? readSetting(sql, 'selection_strategy')
  const need = recallNeed(sql, wish)
  const minCredits = wish.minCredits ?? minCreditsOf(strategy, need)
  const [chosen, ...runnersUp] = rank(sql, { ...wish, minCredits, need }, [strategy], now)[0] ?? []
  return chosen ? { kind: 'chosen', strategy, ...chosen, runnersUp } : { kind: 'none' }
}

/** As specified; the other strategies also use up what is left over, where the work to come may fit in it. */
const SPECIFIED_MIN = 50
const LEFT_OVER_MIN = 10

export function minCreditsOf(strategy: Strategy, need: Need | undefined): number {
  if (strategy === 'most-credits') return SPECIFIED_MIN
  return Math.min(SPECIFIED_MIN, Math.max(LEFT_OVER_MIN, need?.typical ?? LEFT_OVER_MIN))
}

type FullWish = Omit<Wish, 'strategy'> & { readonly minCredits: number; readonly need: Need | undefined }

/** `balanced` weighs several things: among these few the best of all is found, as good as always. */
const WEIGHED = { most: 16, losing: 48 }

/** Over one short list, what each strategy puts first, and its runners-up. */
export function rank(sql: Sql, wish: FullWish, strategies: readonly Strategy[], now: number): Chosen[][] {
  const { person, specialization, minCredits, exceptId, need, sessionType, runnersUp = 0 } = wish
  const atMost = 1 + runnersUp
  const lastId = recallLastAccount(sql, wish)
  const weighs = strategies.includes('balanced')
  const onlyMost = strategies.every(strategy => strategy === 'most-credits')
  const most = weighs ? Math.max(atMost, WEIGHED.most) : atMost
  const losing = onlyMost ? 0 : weighs ? WEIGHED.losing : atMost
  const shortlisting = { person, specialization, minCredits, most, losing, alsoId: onlyMost ? null : lastId }
  const rows = shortlistAccounts(sql, { ...shortlisting, ...(exceptId !== undefined && { exceptId }) }, now)
  const candidates = rows.map(row => toCandidate(sql, row, wish, lastId))
  const byId = new Map(rows.map(row => [row.id, row]))
  const toChosen = ({ candidate, because }: Ranked): Chosen => ({
    account: byId.get(candidate.id) as ShortlistedAccount,
    because: [...because],
  })
  return strategies.map(strategy => {
    const coreWish = { specialization, sessionType, minCredits, need, strategy, now }
    return rankAccounts(candidates, coreWish, atMost).map(toChosen)
  })
}
