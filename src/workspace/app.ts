/** One workspace as an application over its database: the rooms mounted, one transaction a request, `fetch` in and out. */
import { Problem } from '../core/problem.ts'
import { redact } from '../core/redact/index.ts'
import { redactValue } from '../core/redact/values.ts'
import { refuseAccess } from '../http/access.ts'
import { type Answer, type Caller, mount, type Performance } from '../http/mount.ts'
import { openApi } from '../http/openapi.ts'
import { problemText, successText } from '../http/render.ts'
import type { Route } from '../http/route.ts'
import { performWithSecrets } from '../http/secrets.ts'
import {
  type Alarm,
  type Call,
  type Clock,
  type Edge,
  LOCAL_OWNER,
  type Log,
  PAAS,
  type Principal,
  type TokenizerOf,
} from '../platform/call.ts'
import { environmentKeys, problem } from '../platform/keys.ts'
import type { Outbox } from '../platform/outgoing.ts'
import type { Reach } from '../platform/outside-url.ts'
import { openSeal, type Seal, type Sealed } from '../platform/seal.ts'
import type { Sql } from '../platform/sql.ts'
import { archiveOwned, nextReturnAt, refreshAccounts } from './accounts/index.ts'
import { type Act, actOf, enterLog, enterOwnActs, type Fact, lastFact, listFactsSince } from './activity/index.ts'
import { isWatchBehind, nextLookAt, watchPolicies } from './alerts/index.ts'
import { archiveProblem, type Copy, findHold, type Hold, isInForce, openCopy, prepareHolds } from './archive/index.ts'
import { foldPortion, forgetRemembered, isAnyBehind, writeBrief } from './briefs/index.ts'
import { type Batch, type Receipt, receiveEvents } from './capture/index.ts'
import {
  carryOutHandoff,
  forgetReceiver,
  isAnyQueued,
  measureHandoffs,
  nextHandoffAt,
  nextRestOver,
  noteFailure,
  type Reserved,
  reserveHandoff,
  watchLimits,
} from './handoffs/index.ts'
import { answerOnce } from './idempotency/index.ts'
import { migrate } from './migrations/index.ts'
import { enterFacts, hasDue, nextDueAt, reserveMessages, settleMessage } from './outbox/index.ts'
import { keepPeople, type Person } from './people/index.ts'
import { routes } from './rooms.ts'
import { indexPortion, isIndexBehind } from './search/index.ts'
import { completeQuietSessions, leaveSessions, listLikelyNext, nextQuietAt } from './sessions/index.ts'
import { personOf } from './who-sees.ts'

export interface WorkspaceParts {
  readonly sql: Sql
  readonly clock: Clock
  readonly alarm: Alarm
  readonly log: Log
  readonly version: string
  /** What the same server answers beside the workspace: told in the same document. */
  readonly routesBeside?: readonly Route[]
  readonly tokenizerOf?: TokenizerOf
  /** As much as one request may bring or take away, where memory is short; the routes' own bounds hold beside it. */
  readonly requestBytesMax?: number
  /** What a row takes here, in bytes; anything where nothing is said. */
  readonly rowBytesMax?: number
  /** Public addresses only where nothing is said. */
  readonly reach?: Reach
  /** Where nothing is given, no secret can be kept. */
  readonly seal?: Seal
  readonly edge?: Edge
  /** Called when messages are due to be sent: `outbox` has them. Where nobody sends, they wait. */
  readonly onOutgoing?: () => void
  /** Called after each commit that stated facts. */
  readonly onFacts?: () => void
}

export interface WorkspaceApp {
  fetch(request: Request, caller: Caller): Response | Promise<Response>
  /**
   * `POST /api/capture` for a caller in this process, whose events need not become text and events again. Several are one
   * transaction.
   */
  capture(batches: readonly Batch[]): Receipt[]
  /** Does what came due while nobody ran it. @param restMs until what waits for a quiet moment is begun with. */
  begin(restMs?: number): void
  /** Does what is due: resets, thresholds, waiting handoffs, a portion of what waits. When the alarm rings. */
  wake(): void
  /** Has the briefs of the latest sessions at hand, so that the first hand-over is as quick as the next. */
  warmBriefs(): void
  /** Writes down what was done outside of the workspace, to who belongs to it for example. */
  noteActivity(principal: Principal, act: Act): void
  readonly outbox: Outbox
  /** Those that the principal may know. */
  factsSince(seq: number, principal: Principal): Fact[]
  /** Makes these those who belong to the workspace, and those who stay without being among them: the person at the machine, where nothing is said. */
  keepPeople(people: readonly Person[], staying?: readonly string[]): void
  lastFact(): number
  /** For a backup; until it is ended nobody changes the workspace. Null where it is held already. */
  beginCopy(): Copy | null
}

const FACTS_AT_ONCE = 500
const WITHOUT_KEYS = openSeal(environmentKeys(undefined))
/** A person works in few sessions at a time. */
const WARM_SESSIONS = 3
/** A person's requests come in between. */
const HANDOFFS_AT_ONCE = 20
/** Between two portions of work that waits, requests come first. */
const BREATH_MS = 5
/** After a write another may follow at once, as in an import: what waits begins when no more comes. */
const PAUSE_MS = 100

export function openWorkspace(parts: WorkspaceParts): WorkspaceApp {
  const { sql, clock, alarm, tokenizerOf = () => undefined, reach = 'internet', edge, seal = WITHOUT_KEYS } = parts
  const { rowBytesMax = Number.MAX_SAFE_INTEGER, requestBytesMax = Number.MAX_SAFE_INTEGER } = parts
  // What a request carried may stand in an error's text.
  const log: Log = {
    error: (message, detail) => parts.log.error(redact(message).text, redactValue(detail).value),
  }
  prepareHolds(sql)
  let hold: Hold | null = findHold(sql)
  // What is being written has the schema of its archive until it is whole.
  if (hold?.kind !== 'write') migrate(sql, clock())
  let toldSeq = hold?.kind === 'write' ? 0 : lastFact(sql)
  let alarmAt: number | null = null
  let stumbles = false

  const callOf = (principal: Principal): Call => ({
    sql,
    now: clock(),
    principal,
    tokenizerOf,
    reach,
    rowBytesMax,
    requestBytesMax,
    isHeld: seal.isHeld,
  })

  function perform(performance: Performance<Caller>, requestId: string): Answer | Promise<Answer> {
    const { route, input } = performance
    if (route.isAtEdge) return performAtEdge(performance, requestId)
    if (!route.seals && !route.draws && !route.reveals) return performNow(performance, requestId)
    return performWithSecrets(seal, { route, input }, sealed => performNow(performance, requestId, sealed))
  }

  async function performAtEdge({ route, input, caller }: Performance<Caller>, requestId: string): Promise<Answer> {
    if (!edge) throw problem('no-key')
    refuseHeld(true)
    const outcome: object = await route.run(edge, input)
    const call = callOf(caller.principal)
    return write(call, () => {
      enterLog(call, actOf(route, input, outcome))
      return toAnswer(outcome, 200, requestId)
    })
  }

  function performNow(
    { route, input, caller, idempotencyKey }: Performance<Caller>,
    requestId: string,
    sealed?: Sealed,
  ): Answer {
    const call = callOf(caller.principal)
    if (route.isMove) return performMove({ route, input, call }, requestId, sealed)
    const isRead = route.method === 'GET' || route.onlyReads?.(input.body) === true
    refuseHeld(!isRead)
    // A machine that slept rings late: what has come due since is done before anyone reads it.
    if (alarmAt !== null && call.now >= alarmAt) doWhatIsDue()
    const status = route.status ?? 200
    if (isRead) return toAnswer(route.run(call, input, sealed), status, requestId)
    const act = () => {
      const outcome = route.run(call, input, sealed)
      // What a machine records by itself stands in the sessions; the log is of what people do.
      if (!route.isPush) enterLog(call, actOf(route, input, outcome))
      return toAnswer(outcome, status, requestId)
    }
    // What one person was answered is no answer to another.
    const name = `${personOf(caller.principal)} ${route.method} ${route.path}`
    return write(call, () =>
      idempotencyKey === undefined
        ? act()
        : answerOnce(call, { route: name, key: idempotencyKey, body: [input.params, input.body, sealed?.mark] }, act),
    )
  }

  /** A workspace that is copied is not changed; one that is written answers nothing else. */
  function refuseHeld(isWrite: boolean): void {
    if (!isInForce(hold, clock())) return
    if (hold.kind === 'write') throw archiveProblem('being-restored')
    if (isWrite) throw archiveProblem('being-copied')
  }

  /** Beside everything that follows a change: what comes of an archive has had its consequences where it was. */
  function performMove(
    { route, input, call }: { route: Route; input: Performance<Caller>['input']; call: Call },
    requestId: string,
    sealed: Sealed | undefined,
  ): Answer {
    const wasWritten = hold?.kind === 'write'
    const answer = sql.transaction(() => {
      // Before its rows are counted: who copies everything and never ends it stands in the log too.
      if (route.path.endsWith('/read/begin')) enterLog(call, actOf(route, input, {}))
      const outcome: object = route.run(call, input, sealed)
      hold = findHold(sql)
      if (!hold || route.reveals) enterLog(call, actOf(route, input, outcome))
      return toAnswer(outcome, 200, requestId)
    })
    forgetRemembered(sql)
    if (wasWritten && !hold) toldSeq = lastFact(sql)
    if (!isInForce(hold, clock())) doWhatIsDue(PAUSE_MS)
    return answer
  }

  /** One transaction; what it makes due follows. */
  function write<T extends object>(call: Call, work: () => T): T {
    refuseHeld(true)
    let done: T | undefined
    try {
      sql.transaction(() => {
        const seq = lastFact(sql)
        refreshAccounts({ ...call, principal: PAAS })
        done = work()
        enterFacts(call, seq)
      })
      return done as T
    } catch (error) {
      forgetRemembered(sql)
      throw error
    } finally {
      followUp()
    }
  }

  /** What a change makes due is done after it, in its own transaction: it never undoes the change. */
  function followUp(): void {
    if (lastFact(sql) !== toldSeq) doWhatIsDue(PAUSE_MS)
  }

  function wake(): void {
    // An alarm that has rung is gone, even where it rang early.
    alarmAt = null
    if (!isInForce(hold, clock())) {
      attempt(() => foldPortion(sql))
      attempt(() => indexPortion(sql))
    }
    doWhatIsDue()
  }

  function doWhatIsDue(pauseMs = BREATH_MS): void {
    const call = callOf(PAAS)
    if (isInForce(hold, call.now)) {
      setAlarm(hold.kind === 'copy' ? hold.untilMs : null)
      return
    }
    attempt(() => {
      refreshAccounts(call)
      completeQuietSessions(call)
      measureHandoffs(call)
    })
    attempt(() => watchLimits(call))
    if (isAnyQueued(sql)) carryOutQueue(call)
    // What it stumbles over is looked at again with the next change, not at once.
    stumbles = !attempt(() => watchPolicies(call))
    planAlarm(call, pauseMs)
    const seq = lastFact(sql)
    if (seq !== toldSeq) {
      toldSeq = seq
      parts.onFacts?.()
    }
    if (hasDue(sql, call.now)) parts.onOutgoing?.()
  }

  /** Each by itself: one that fails is tried again later, and the others go on. */
  function carryOutQueue(call: Call): void {
    for (let done = 0; done < HANDOFFS_AT_ONCE; done++) {
      let reserved: Reserved | null = null
      attempt(() => {
        reserved = reserveHandoff(call)
      })
      if (reserved === null) return
      const handoff: Reserved = reserved
      attempt(
        () => carryOutHandoff(call, handoff),
        error => noteFailure(call, handoff, redact(error.message).text),
      )
    }
  }

  /** A portion of paas' own work: what it told is logged and goes out with it. */
  function attempt(work: () => void, onFailure?: (error: Error) => void): boolean {
    const call = callOf(PAAS)
    try {
      sql.transaction(() => {
        const seq = lastFact(sql)
        work()
        // Most of it tells nothing.
        if (lastFact(sql) === seq) return
        enterOwnActs(call, seq)
        enterFacts(call, seq)
      })
      return true
    } catch (error) {
      forgetRemembered(sql)
      log.error('what was due could not be done', { error: String((error as Error).stack ?? error) })
      if (onFailure) attempt(() => onFailure(error as Error))
      return false
    }
  }

  function planAlarm(call: Call, pauseMs: number): void {
    const behind = isAnyBehind(sql) || isIndexBehind(sql) || (!stumbles && isWatchBehind(sql))
    const times = [
      nextReturnAt(call),
      nextQuietAt(sql),
      nextLookAt(sql, call.now),
      nextDueAt(sql, call.now),
      nextHandoffAt(sql),
      nextRestOver(sql, call.now),
    ]
    setAlarm(behind ? call.now + pauseMs : earliest(times))
  }

  function setAlarm(at: number | null): void {
    if (at === null || at === alarmAt) return
    alarmAt = at
    alarm.wakeAt(at)
  }

  const mounted = mount<Caller>({
    routes,
    refuse: (route, { principal }) => refuseAccess(route, principal),
    perform,
    log,
    bodyBytesMax: requestBytesMax,
    document: () => openApi([...routes, ...(parts.routesBeside ?? [])], parts.version),
  })
  return {
    fetch: mounted.fetch,
    capture(batches) {
      const call = callOf(LOCAL_OWNER)
      return write(call, () => batches.map(batch => receiveEvents(call, batch)))
    },
    begin: doWhatIsDue,
    wake,
    warmBriefs() {
      if (isInForce(hold, clock())) return
      for (const id of listLikelyNext(sql, WARM_SESSIONS)) writeBrief({ sql, tokenizerOf }, id, {})
    },
    noteActivity(principal, act) {
      if (hold?.kind !== 'write') sql.transaction(() => enterLog(callOf(principal), act))
    },
    outbox: {
      reserve(limit) {
        const call = callOf(LOCAL_OWNER)
        if (isInForce(hold, call.now) || !hasDue(sql, call.now)) return []
        const reserved = write(call, () => reserveMessages(call, limit))
        planAlarm(call, BREATH_MS)
        return reserved
      },
      settle(sent, outcome) {
        const call = callOf(LOCAL_OWNER)
        write(call, () => ({ settled: settleMessage(call, sent, outcome) }))
      },
    },
    factsSince: (seq, principal) =>
      hold?.kind === 'write' ? [] : listFactsSince(sql, seq, FACTS_AT_ONCE, personOf(principal)),
    keepPeople(people, staying = [LOCAL_OWNER.id]) {
      // A workspace that is held is told with the next change, or when it is next opened.
      if (isInForce(hold, clock())) return
      const call = callOf(PAAS)
      write(call, () => {
        const left = keepPeople(call, people, staying)
        for (const person of left) letGo(call, person)
        return { left }
      })
    },
    beginCopy() {
      const copy = openCopy(callOf(PAAS))
      hold = findHold(sql)
      return (
        copy && {
          ...copy,
          end() {
            copy.end()
            hold = findHold(sql)
            doWhatIsDue(PAUSE_MS)
          },
        }
      )
    },
    lastFact: () => (hold?.kind === 'write' ? 0 : lastFact(sql)),
  }
}

/** Of somebody who left: their accounts are nobody else's, their work is anybody's to take over. */
function letGo(call: Call, person: string): void {
  archiveOwned(call, person)
  leaveSessions(call, person)
  forgetReceiver(call.sql, person)
}

function earliest(times: readonly (number | null)[]): number | null {
  const known = times.filter(at => at !== null)
  return known.length > 0 ? Math.min(...known) : null
}

/** A returned problem is told like a thrown one, but what was written stays: a handoff waits in the queue. */
function toAnswer(outcome: object | Problem, status: number, requestId: string): Answer {
  if (!(outcome instanceof Problem)) return { status, text: successText(outcome) }
  const { status: refused, retryAfterSeconds } = outcome.text
  return { status: refused, text: problemText(outcome, requestId), retryAfterSeconds }
}
