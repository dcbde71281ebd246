/**
 * A pool through time: sessions come, are given accounts by a rule, use them up, rotate, wait, are done or given up. From
 * event to event, exactly; what is left, what is lost and who comes next is asked of the core.
 */
import type { Need, Strategy } from '../../src/core/selection/candidate.ts'
import { measureNeed } from '../../src/core/selection/measure-need.ts'
import { rankAccounts } from '../../src/core/selection/rank-accounts.ts'
import type { PoolAccount, Span } from './made-pool.ts'
import { type AccountState, lossesOf, measure, openAccount, use } from './pool-account.ts'
import { Queue } from './queue.ts'
import type { PoolSession } from './session-stream.ts'

export interface Rule {
  readonly name: string
  readonly strategy: Strategy
  /** Less is not begun with. */
  readonly minCredits: number
  /** Where no account has so many, a session under way takes one with so many. */
  readonly minCreditsUnderWay: number
  /** It moves on when so few are left. */
  readonly leaveAt: number
  /** What such a session used so far is known. */
  readonly knowsNeed: boolean
}

export interface Outcome {
  /** Credits of work done. */
  readonly worked: number
  /** Credits that briefings took, at rotations. */
  readonly briefed: number
  readonly rotations: number
  /** Times that work stood still because no account was to be had. */
  readonly interruptions: number
  /** Credits lost at resets, and that of it which the rule would not have touched. */
  readonly expired: number
  readonly stranded: number
}

interface Running {
  readonly session: PoolSession
  done: number
  account: AccountState | null
  since: number
  version: number
  lastAccount: number
}

interface Event {
  readonly at: number
  readonly kind: 'arrives' | 'looked at' | 'returns'
  readonly running?: Running
  readonly version?: number
  readonly account?: AccountState
}

/** What reading a briefing takes of the next account. */
const BRIEF_CREDITS = 1
/** Live usage comes in that often at the least. */
const LOOK_MS = 30 * 60_000
/** So many sessions later what they use is learned anew, from so many. */
const LEARN_EACH = 10
const HISTORY = 200
/** The noise of floating numbers. */
const TINY = 1e-6

export function simulate(
  pool: readonly PoolAccount[],
  sessions: readonly PoolSession[],
  rule: Rule,
  { from, until }: Span,
): Outcome {
  const accounts = pool.map(account => openAccount(account, from))
  const events = new Queue<Event>()
  const waiting: Running[] = []
  const outcome = { worked: 0, briefed: 0, rotations: 0, interruptions: 0, expired: 0, stranded: 0 }
  const done: number[] = []
  let need: Need | undefined
  const lastOfProject = new Map<number, number>()

  for (const session of sessions) {
    const running: Running = { session, done: 0, account: null, since: 0, version: 0, lastAccount: 0 }
    events.add({ at: session.at, kind: 'arrives', running })
  }
  for (const account of accounts) watchReturn(account, from)

  for (let event = events.take(); event && event.at < until; event = events.take()) {
    const { at, running } = event
    if (event.kind === 'arrives' && running) begin(running, at)
    else if (event.kind === 'returns' && event.account) cameBack(event.account, at)
    else if (running && running.version === event.version) look(running, at)
  }
  for (const account of accounts) {
    for (const lost of lossesOf(account, until)) {
      if (lost < rule.minCredits) outcome.stranded += lost
      else outcome.expired += lost
    }
  }
  return outcome

  function begin(running: Running, now: number): void {
    if (waiting.length === 0 && give(running, now, rule.minCredits)) return
    outcome.interruptions++
    waiting.push(running)
  }

  function give(running: Running, now: number, minCredits: number): boolean {
    const free = []
    const sticky = lastOfProject.get(running.session.project)
    for (const account of accounts) {
      if (account.inUse) continue
      const { candidate } = measure(account, now)
      if (!candidate || candidate.creditsAvailable < minCredits || candidate.id === running.lastAccount) continue
      free.push(candidate.id === sticky ? { ...candidate, sticky: true } : candidate)
    }
    const wish = { minCredits, strategy: rule.strategy, now, need: rule.knowsNeed ? need : undefined }
    const best = rankAccounts(free, wish, 1)[0]
    const account = best && accounts[best.candidate.id - 1]
    if (!account) return false
    if (running.done > 0) {
      use(account, now, BRIEF_CREDITS)
      outcome.briefed += BRIEF_CREDITS
      outcome.rotations++
    }
    account.inUse = true
    account.recentSessions++
    account.lastUsedAt = now
    account.standing = null
    running.account = account
    running.since = now
    lastOfProject.set(running.session.project, account.account.id)
    watch(running, now)
    return true
  }

  /** When to look again: at the latest when the work is done, the account used up, or the person gives up. */
  function watch(running: Running, now: number): void {
    const { session, account } = running
    if (!account) return
    const { left, until: changesAt } = measure(account, now)
    const forWork = (session.demand - running.done) / session.rate
    const forAccount = Math.max(0, left - rule.leaveAt) / session.rate
    const soonest = Math.min(now + Math.min(forWork, forAccount, LOOK_MS), changesAt, session.until)
    events.add({ at: Math.max(now + 1, Math.ceil(soonest)), kind: 'looked at', running, version: ++running.version })
  }

  function look(running: Running, now: number): void {
    const { session, account } = running
    if (!account) return
    settle(running, account, now)
    const isOver = session.demand - running.done <= TINY || now >= session.until
    if (isOver) end(running, account, now)
    else if (measure(account, now).left > rule.leaveAt) watch(running, now)
    else moveOn(running, account, now)
  }

  function moveOn(running: Running, account: AccountState, now: number): void {
    leave(running, account)
    if (give(running, now, rule.minCredits) || give(running, now, rule.minCreditsUnderWay)) return
    outcome.interruptions++
    waiting.unshift(running)
  }

  function settle(running: Running, account: AccountState, now: number): void {
    const { session } = running
    const left = measure(account, running.since).left
    const amount = Math.min(session.rate * (now - running.since), session.demand - running.done, left)
    use(account, running.since, amount)
    running.done += amount
    outcome.worked += amount
    running.since = now
    watchReturn(account, now)
  }

  function leave(running: Running, account: AccountState): void {
    account.inUse = false
    running.account = null
    running.lastAccount = account.account.id
    running.version++
  }

  function end(running: Running, account: AccountState, now: number): void {
    leave(running, account)
    if (running.session.demand - running.done <= TINY) {
      done.push(running.session.demand)
      if (done.length % LEARN_EACH === 0) need = measureNeed(done.slice(-HISTORY))
    }
    serve(now)
  }

  function serve(now: number): void {
    for (let i = 0; i < waiting.length; ) {
      const running = waiting[i] as Running
      if (now >= running.session.until) {
        waiting.splice(i, 1)
        continue
      }
      const begun = running.done > 0
      running.lastAccount = 0
      if (!give(running, now, rule.minCredits) && !(begun && give(running, now, rule.minCreditsUnderWay))) return
      waiting.splice(i, 1)
    }
  }

  function watchReturn(account: AccountState, now: number): void {
    const { until: at } = measure(account, now)
    if (at === account.watchedAt || at >= until) return
    account.watchedAt = at
    events.add({ at, kind: 'returns', account })
  }

  function cameBack(account: AccountState, now: number): void {
    account.standing = null
    account.recentSessions = 0
    watchReturn(account, now)
    if (!account.inUse) serve(now)
  }
}
