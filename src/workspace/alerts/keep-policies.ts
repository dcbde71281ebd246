/** What people want to be told. A policy that is made or changed is looked at anew, for everything it concerns. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { getAccountFor, listAccountIds } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { listPendingIds } from '../handoffs/index.ts'
import { getWebhook } from '../outbox/index.ts'
import { getProject } from '../projects/index.ts'
import { personOf } from '../who-sees.ts'
import { countPolicies, deletePolicyRow, getPolicy, insertPolicy, updatePolicy } from './policy-store.ts'
import { problem } from './problems.ts'
import { findContradiction, type NewPolicy, type Policy, type PolicyChange } from './schema.ts'
import { addCheck, dropStatesOf } from './state-store.ts'

/** Each is asked about each account that changes. */
const POLICIES_MAX = 100

export function createPolicy(call: Call, values: NewPolicy): number {
  const { sql, now } = call
  if (countPolicies(sql) >= POLICIES_MAX) throw problem('too-many-policies', { max: POLICIES_MAX })
  refuse(call, values)
  const { condition, actions, enabled, ...columns } = values
  const at = toSqlTime(now)
  const id = insertPolicy(sql, {
    ...columns,
    kind: condition.kind,
    condition: JSON.stringify(condition),
    actions: JSON.stringify(actions),
    enabled: Number(enabled),
    watched_from_ms: now,
    created_at: at,
    updated_at: at,
  })
  lookAnew(call, getPolicy(sql, id, personOf(call.principal)))
  tell(call, 'policy.created', id)
  return id
}

export function changePolicy(call: Call, id: number, change: PolicyChange): Policy {
  const { sql, now } = call
  const before = getPolicy(sql, id, personOf(call.principal))
  refuse(call, { ...before, ...withoutUndefined(change) })
  const { condition, actions, enabled, ...columns } = change
  updatePolicy(sql, id, {
    ...columns,
    ...(condition && { kind: condition.kind, condition: JSON.stringify(condition) }),
    actions: actions && JSON.stringify(actions),
    enabled: enabled === undefined ? undefined : Number(enabled),
    updated_at: toSqlTime(now),
  })
  // A new name, or something else to do the next time, makes nothing true anew.
  const { name: _, actions: __, ...watched } = change
  if (Object.keys(watched).length > 0) {
    updatePolicy(sql, id, { watched_from_ms: now })
    dropStatesOf(sql, id)
    lookAnew(call, getPolicy(sql, id, personOf(call.principal)))
  }
  tell(call, 'policy.changed', id)
  return getPolicy(sql, id, personOf(call.principal))
}

export function deletePolicy(call: Call, id: number): { id: number } {
  const { preset } = getPolicy(call.sql, id, personOf(call.principal))
  if (preset !== null) throw problem('policy-is-preset', { id })
  deletePolicyRow(call.sql, id)
  tell(call, 'policy.deleted', id)
  return { id }
}

type Wish = Pick<Policy, 'condition' | 'actions'> & Pick<NewPolicy, 'account_id' | 'platform' | 'project_id'>

function refuse(call: Call, policy: Wish): void {
  const { sql } = call
  const fault = findContradiction(policy)
  if (fault !== null) throw problem('policy-contradicts', { fault })
  if (policy.account_id != null) getAccountFor(call, policy.account_id)
  if (policy.project_id != null) getProject(sql, policy.project_id)
  for (const action of policy.actions) {
    if (action.kind === 'webhook' && action.webhook_id !== undefined) getWebhook(sql, action.webhook_id)
  }
}

function lookAnew({ sql }: Call, policy: Policy): void {
  if (!policy.enabled) return
  const { condition, account_id, project_id, platform } = policy
  if (condition.kind === 'handoff_waiting') {
    for (const id of listPendingIds(sql)) addCheck(sql, { subject_kind: 'handoff', subject_id: id })
  } else if (condition.kind === 'no_activity' && account_id === null) {
    const subject_kind = project_id === null ? 'workspace' : 'project'
    addCheck(sql, { subject_kind, subject_id: project_id ?? 0 })
  } else {
    const ids = account_id === null ? listAccountIds(sql, platform === null ? {} : { platform }) : [account_id]
    for (const id of ids) addCheck(sql, { subject_kind: 'account', subject_id: id })
  }
}

const withoutUndefined = <T extends object>(values: T): T =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as T
