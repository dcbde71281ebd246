/**
 * Works through the accounts of a pool at one pace, whichever begins anew soonest first: what would be lost is used, and
 * comes back soonest. One account at a time, each until nothing is left of it. Instants are epoch milliseconds.
 */
import { calendarPeriod } from '../quota/calendar-period.ts'
import type { Renewal } from '../quota/measure-window.ts'

export interface PoolAccount {
  readonly id: number
  readonly name: string
  /** Infinite where nothing limits it. */
  readonly usable: number
  /** What is usable of it right after a reset. */
  readonly fresh: number
  readonly resetsAt: number | null
  readonly renewal: Renewal
}

export interface Step {
  readonly account: PoolAccount
  readonly from: number
  readonly until: number
  readonly credits: number
}

export interface Spending {
  readonly steps: readonly Step[]
  /** All of `credits`, or what there was until `until`. */
  readonly done: number
}

export interface Wish {
  readonly credits: number
  readonly now: number
  readonly until: number
  /** Credits per millisecond. */
  readonly pace: number
}

interface Open {
  readonly account: PoolAccount
  left: number
  resetsAt: number
}

const NEVER = Number.POSITIVE_INFINITY
/** What floating sums leave is nothing. */
const TINY = 1e-6

export function spendPool(accounts: readonly PoolAccount[], { credits, now, until, pace }: Wish): Spending {
  const pool = accounts.map(account => ({ account, left: account.usable, resetsAt: account.resetsAt ?? NEVER }))
  const steps: Step[] = []
  let done = 0
  for (let at = now; at < until && credits - done > TINY; ) {
    for (const open of pool) renew(open, at)
    const open = pool.filter(one => one.left > TINY).reduce<Open | null>(sooner, null)
    if (!open) {
      at = Math.min(...pool.map(one => one.resetsAt))
      continue
    }
    begin(open, at)
    const wanted = Math.min(open.left, credits - done)
    const ends = Math.min(until, open.resetsAt)
    const used = at + wanted / pace <= ends ? wanted : (ends - at) * pace
    const step = { account: open.account, from: at, until: Math.min(ends, at + used / pace), credits: used }
    open.left -= used
    done += used
    add(steps, step)
    at = step.until
  }
  return { steps, done: Math.min(credits, done) }
}

const sooner = (best: Open | null, one: Open): Open => (best && order(best, one) <= 0 ? best : one)
const order = (a: Open, b: Open) =>
  compare(a.resetsAt, b.resetsAt) || compare(b.left, a.left) || a.account.id - b.account.id
/** Not a difference: both may be never. */
const compare = (a: number, b: number) => (a < b ? -1 : a > b ? 1 : 0)

function renew(open: Open, at: number): void {
  while (open.resetsAt <= at) {
    open.left = open.account.fresh
    open.resetsAt = nextReset(open.account.renewal, open.resetsAt)
  }
}

/** That of a window which opens with its first use is not known before. */
function nextReset(renewal: Renewal, at: number): number {
  if (renewal.kind === 'daily' || renewal.kind === 'weekly' || renewal.kind === 'monthly')
    return calendarPeriod(renewal, at).until
  return NEVER
}

function begin(open: Open, at: number): void {
  const { renewal } = open.account
  if (renewal.kind === 'rolling' && open.resetsAt === NEVER) open.resetsAt = at + renewal.lengthMs
}

/** On the same account it is the same step. */
function add(steps: Step[], step: Step): void {
  const last = steps.at(-1)
  if (last?.account !== step.account || last.until !== step.from) steps.push(step)
  else steps[steps.length - 1] = { ...last, until: step.until, credits: last.credits + step.credits }
}
