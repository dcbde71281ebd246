/** How so many credits of work get done in time with a pool: which account when, and how sure that is. */
import { measurePaces, type WorkDone } from './measure-pace.ts'
import { type PoolAccount, type Spending, type Step, spendPool } from './spend-pool.ts'

export interface PlanQuestion {
  readonly credits: number
  readonly now: number
  /** When it has to be done. */
  readonly by: number
  readonly accounts: readonly PoolAccount[]
  /** Sessions like those to come. */
  readonly sessions: readonly WorkDone[]
}

export type Plan =
  /** `credits`: what the accounts hold until then, however fast one works. */
  | { readonly kind: 'unknown'; readonly credits: number; readonly because: readonly string[] }
  | {
      readonly kind: 'possible'
      /** At a pace that is kept four times of five. */
      readonly steps: readonly Step[]
      /** Null: not within the month after. */
      readonly done: { readonly likely: number | null; readonly sure: number | null }
      /** That it is done by then, 0..1. */
      readonly probability: number
      readonly because: readonly string[]
    }
  | {
      readonly kind: 'impossible'
      /** Of what is possible. */
      readonly steps: readonly Step[]
      /** What can be done by then, four times of five. */
      readonly credits: number
      readonly done: { readonly likely: number | null; readonly sure: number | null }
      readonly probability: number
      readonly because: readonly string[]
    }

const HOUR_MS = 3_600_000
/** How long after the time wished for it is looked when it would be done. */
const AFTER_MS = 31 * 24 * HOUR_MS
/** Credits per millisecond: then only what the accounts hold limits. */
const AT_ONCE = 1e9
/** Paces are sorted: of five, four are faster. */
const SURE = 0.2
const LIKELY = 0.5

export function planWork({ credits, now, by, accounts, sessions }: PlanQuestion): Plan {
  const paces = measurePaces(sessions, credits)
  if (paces.kind === 'unknown') {
    const held = spendPool(accounts, { credits, now, until: by, pace: AT_ONCE })
    return { kind: 'unknown', credits: Math.floor(held.done), because: [paces.because] }
  }
  const at = (share: number) => paces.paces[Math.floor(share * paces.paces.length)]!
  const spend = (pace: number, until = by + AFTER_MS) => spendPool(accounts, { credits, now, until, pace })
  const sure = spend(at(SURE))
  const likely = spend(at(LIKELY))
  const done = { likely: doneAt(likely, credits), sure: doneAt(sure, credits) }
  const slowest = firstWhere(paces.paces, pace => isDone(spend(pace, by), credits))
  const probability = (paces.paces.length - slowest + 0.5) / (paces.paces.length + 1)
  const hourly = (share: number) => Math.round(at(share) * HOUR_MS * 10) / 10
  const pace = `${hourly(LIKELY)} credits an hour of work, ${hourly(SURE)} at least four times of five, from ${paces.sessions} sessions`
  if (done.likely !== null && done.likely <= by)
    return { kind: 'possible', steps: sure.steps, done, probability, because: [pace] }
  const until = spend(at(SURE), by)
  const because = [pace, `it is limited by ${limitOf(accounts, { credits, now, until: by })}`]
  return { kind: 'impossible', steps: until.steps, credits: Math.floor(until.done), done, probability, because }
}

const isDone = ({ done }: Spending, credits: number) => done >= credits - 1e-3
const doneAt = (spending: Spending, credits: number) =>
  isDone(spending, credits) ? Math.ceil(spending.steps.at(-1)?.until ?? 0) : null

/** The place of the first value that is fast enough; all after it are. */
function firstWhere(paces: readonly number[], isEnough: (pace: number) => boolean): number {
  let low = 0
  let high = paces.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (isEnough(paces[middle]!)) high = middle
    else low = middle + 1
  }
  return low
}

/** Whether faster work would help. */
function limitOf(accounts: readonly PoolAccount[], wish: { credits: number; now: number; until: number }): string {
  const held = spendPool(accounts, { ...wish, pace: AT_ONCE })
  return isDone(held, wish.credits) ? 'the time' : `what the accounts hold until then: ${Math.floor(held.done)} credits`
}
