/** What every policy that concerns a thing finds of it now. */
import type { NoActivity, Verdict, Was } from '../../core/alerts/condition.ts'
import { judgeReturned, judgeThreshold, judgeWaste } from '../../core/alerts/judge-quota.ts'
import { judgeActivity, judgeWaiting } from '../../core/alerts/judge-time.ts'
import type { Subject } from '../../core/alerts/words.ts'
import type { MeasuredWindow } from '../../core/quota/account-windows.ts'
import { isGivenBack } from '../../core/quota/measure-window.ts'
import type { Call } from '../../platform/call.ts'
import { fromSqlTime } from '../../platform/time.ts'
import { type Account, findAccount, measureAccount } from '../accounts/index.ts'
import { findWaiting } from '../handoffs/index.ts'
import { findProjectName } from '../projects/index.ts'
import { findLastActivity } from '../sessions/index.ts'
import { judgeForecasts } from './judge-forecasts.ts'
import type { Watched } from './policy-store.ts'
import type { Check, State } from './state-store.ts'

export interface Finding {
  readonly policyId: number
  readonly part: string
  readonly verdict: Verdict
  /** Null: what was said of it before still is so. */
  readonly subject: Subject | null
}

/** Of a thing that is gone, or of no concern any more, nothing is found. @param states what was found before. */
export function judgeSubject(
  call: Call,
  check: Check,
  policies: readonly Watched[],
  states: readonly State[],
): Finding[] {
  const { subject_kind, subject_id } = check
  const wasOf = (policy: Watched, part: string): Was | null =>
    states.find(state => state.policyId === policy.id && state.part === part) ?? null
  switch (subject_kind) {
    case 'account':
      return judgeAccount(call, subject_id, policies, states, wasOf)
    case 'handoff':
      return judgeHandoff(call, subject_id, policies, wasOf)
    case 'project':
    case 'workspace': {
      const name = subject_kind === 'workspace' ? 'The workspace' : findProjectName(call.sql, subject_id)
      if (name === null) return []
      const id = subject_kind === 'workspace' ? null : subject_id
      return judgeQuiet(call, { kind: subject_kind, id, name }, policies, wasOf)
    }
  }
}

type WasOf = (policy: Watched, part: string) => Was | null

function judgeAccount(
  call: Call,
  id: number,
  policies: readonly Watched[],
  states: readonly State[],
  wasOf: WasOf,
): Finding[] {
  const account = findAccount(call.sql, id)
  if (!account || account.archived_at !== null || account.status === 'blocked') return []
  const subject = { kind: 'account', id, name: account.account_name } as const
  const mine = policies.filter(
    ({ account_id, platform }) => (account_id ?? id) === id && (platform ?? account.platform) === account.platform,
  )
  let windows: MeasuredWindow[] | undefined
  const findings = mine.flatMap(policy => {
    const { condition } = policy
    switch (condition.kind) {
      case 'threshold':
        windows ??= measureAccount(call, id)
        return judgeWindows(policy, windows, subject, wasOf, call.now)
      case 'forecast': {
        const before = states.filter(({ policyId }) => policyId === policy.id)
        return judgeForecasts(call, { policy, account, subject, before })
      }
      case 'waste': {
        const loss = {
          capacity: account.capacity,
          lost: account.lost_at_reset,
          losesAt: toMs(account.loses_at),
        }
        const verdict = judgeWaste(condition, loss, wasOf(policy, ''), call.now)
        const told = { ...subject, lost: loss.lost, loses_at: loss.losesAt ?? call.now }
        return { policyId: policy.id, part: '', verdict, subject: told }
      }
      case 'returned': {
        const { capacity, credits_available: left, status } = account
        const facts = { isExhausted: status === 'exhausted', leftRatio: left / Math.max(1, capacity) }
        const verdict = judgeReturned(condition, facts, wasOf(policy, ''), call.now)
        return { policyId: policy.id, part: '', verdict, subject: { ...subject, left, capacity } }
      }
      default:
        return []
    }
  })
  const named = mine.filter(({ account_id }) => account_id === id)
  return [...findings, ...judgeQuiet(call, subject, named, wasOf)]
}

const toMs = (time: Account['loses_at']): number | null => (time === null ? null : Date.parse(time))

function judgeWindows(
  policy: Watched,
  windows: readonly MeasuredWindow[],
  subject: Subject,
  wasOf: WasOf,
  now: number,
): Finding[] {
  const { condition } = policy
  if (condition.kind !== 'threshold') return []
  const watched = windows.filter(({ name }) => condition.window === undefined || name === condition.window)
  return watched.map(window => {
    const { name, unit, capacity, used, usable, usedRatio, resetsAt } = window
    const facts = { capacity, used, usable, usedRatio, resetsAt, isWhole: !isGivenBack(window.renewal) }
    const verdict = judgeThreshold(condition, facts, wasOf(policy, name), now)
    const figures = { window: name, unit, capacity, used, left: usable, used_ratio: usedRatio, resets_at: resetsAt }
    return { policyId: policy.id, part: name, verdict, subject: { ...subject, ...figures } }
  })
}

function judgeHandoff(call: Call, id: number, policies: readonly Watched[], wasOf: WasOf): Finding[] {
  const waiting = findWaiting(call.sql, id)
  if (!waiting) return []
  const { project_id, project_name, session_id, session_number, created_at } = waiting
  const since = fromSqlTime(created_at)
  const subject: Subject = {
    kind: 'handoff',
    id,
    name: `${project_name}, session ${session_number}`,
    since,
    session_id,
  }
  return policies.flatMap(policy => {
    const { condition } = policy
    if (condition.kind !== 'handoff_waiting' || (policy.project_id ?? project_id) !== project_id) return []
    return {
      policyId: policy.id,
      part: '',
      verdict: judgeWaiting(condition, since, wasOf(policy, ''), call.now),
      subject,
    }
  })
}

/** A clock may be wrong by hours; what is dated later than in a day did not happen. */
const AHEAD_MS_MAX = 86_400_000

function judgeQuiet({ sql, now }: Call, subject: Subject, policies: readonly Watched[], wasOf: WasOf): Finding[] {
  const mine = policies.filter(policy => isOf(policy, subject))
  if (mine.length === 0) return []
  const scope = { ...(subject.kind !== 'workspace' && { [`${subject.kind}_id`]: subject.id }) }
  const lastAt = findLastActivity(sql, scope, now + AHEAD_MS_MAX)
  return mine.map(policy => {
    const condition = policy.condition as NoActivity
    const facts = { lastAt, watchedFrom: policy.watched_from_ms }
    const verdict = judgeActivity(condition, facts, wasOf(policy, 'activity'), now)
    return { policyId: policy.id, part: 'activity', verdict, subject: { ...subject, since: lastAt } }
  })
}

const isOf = ({ condition, account_id, project_id }: Watched, { kind, id }: Subject): boolean =>
  condition.kind === 'no_activity' &&
  account_id === (kind === 'account' ? id : null) &&
  project_id === (kind === 'project' ? id : null)
