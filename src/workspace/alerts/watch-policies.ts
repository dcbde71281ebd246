/**
 * Looks at what has changed since the last look and at what the passing of time may have changed, a portion at a time; when
 * nothing is left to look at, what came true is told: once a policy, however many things it came true for.
 */
import type { Verdict } from '../../core/alerts/condition.ts'
import type { Call } from '../../platform/call.ts'
import { judgeSubject } from './judge-subject.ts'
import { listWatched, type Watched } from './policy-store.ts'
import { clearFinished, raiseUntold } from './raise-alerts.ts'
import {
  type Check,
  checkDue,
  dropState,
  isWatchBehind,
  listStates,
  type State,
  saveState,
  takeChecks,
} from './state-store.ts'

/** Requests come in between two portions. */
const AT_ONCE = 50

export function watchPolicies(call: Call): void {
  const { sql, now } = call
  checkDue(sql, now)
  const checks = takeChecks(sql, AT_ONCE)
  const policies = checks.length > 0 ? listWatched(sql) : []
  for (const check of checks) lookAt(call, check, policies)
  if (isWatchBehind(sql)) return
  raiseUntold(call)
  clearFinished(call)
}

function lookAt(call: Call, check: Check, policies: readonly Watched[]): void {
  const { sql, now } = call
  const states = listStates(sql, check)
  const findings = judgeSubject(call, check, policies, states)
  for (const { policyId, part, verdict, subject } of findings) {
    const was = states.find(state => state.policyId === policyId && state.part === part) ?? null
    const state = nextState({ policyId, part }, verdict, was, now)
    if (state) saveState(sql, check, { ...state, subject: state.holds && state.alertId === null ? subject : null })
    else if (was) dropState(sql, check, was)
  }
  const found = (state: State) =>
    findings.some(({ policyId, part }) => policyId === state.policyId && part === state.part)
  for (const state of states) if (!found(state)) dropState(sql, check, state)
}

/** What is worth remembering; null where nothing is. What holds for another period than before is to be told anew. */
function nextState(key: Pick<State, 'policyId' | 'part'>, verdict: Verdict, was: State | null, now: number) {
  const holds = verdict.holds ?? was?.holds ?? false
  const armed = verdict.armed ?? false
  const lookAt = verdict.lookAt !== null && verdict.lookAt > now ? verdict.lookAt : null
  if (!holds && !armed && lookAt === null) return null
  const until = verdict.until ?? null
  const isAnew = was?.until != null && was.until <= now && until !== was.until
  return { ...key, holds, armed, until, lookAt, alertId: holds && was?.holds && !isAnew ? was.alertId : null }
}
