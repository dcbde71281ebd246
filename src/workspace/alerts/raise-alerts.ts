/** Tells people of what came true, and when it is true no longer. */
import { type Subject, titleOf } from '../../core/alerts/words.ts'
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { listOwners } from '../accounts/index.ts'
import { tell } from '../activity/index.ts'
import { enterMessage } from '../outbox/index.ts'
import type { PersonId } from '../who-sees.ts'
import { act } from './act.ts'
import { findAudience, forgetOldAlerts, getAlert, insertAlert, listFinished, updateAlert } from './alert-store.ts'
import { listWatched, type Watched } from './policy-store.ts'
import type { Done } from './schema.ts'
import { listUntold, markTold } from './state-store.ts'

/** So many are told by name; of the others, how many they are. */
const NAMED_MAX = 50

export function raiseUntold(call: Call): void {
  const untold = listUntold(call.sql)
  if (untold.length === 0) return
  forgetOldAlerts(call.sql, call.now)
  for (const policy of listWatched(call.sql)) {
    const subjects = untold.filter(({ policyId }) => policyId === policy.id).map(({ subject }) => subject)
    const told = groupByAudience(call, subjects)
    for (const [person, theirs] of told) raise(call, policy, theirs, person)
  }
}

/** Of a personal account its owner alone is told, in an alert of its own. */
function groupByAudience({ sql }: Call, subjects: readonly Subject[]): Map<PersonId, Subject[]> {
  const accounts = subjects.flatMap(({ kind, id }) => (kind === 'account' && id !== null ? id : []))
  const owners = listOwners(sql, accounts)
  const audienceOf = ({ kind, id }: Subject) => (kind === 'account' && id !== null && owners.get(id)) || null
  const told = new Map<PersonId, Subject[]>()
  for (const subject of subjects) {
    const person = audienceOf(subject)
    told.set(person, [...(told.get(person) ?? []), subject])
  }
  return told
}

function raise(call: Call, policy: Watched, subjects: readonly Subject[], person: PersonId): void {
  const { sql, now } = call
  const { id: policy_id, name: policy_name, condition, actions } = policy
  const isToBeSeen = actions.some(({ kind }) => kind === 'notify')
  const id = insertAlert(sql, {
    policy_id,
    policy_name,
    kind: condition.kind,
    title: titleOf(condition, subjects, subjects.length, now),
    count: subjects.length,
    subjects: JSON.stringify(subjects.slice(0, NAMED_MAX)),
    status: isToBeSeen ? 'new' : 'seen',
    raised_at: toSqlTime(now),
    person_id: person,
  })
  markTold(sql, policy_id, id, subjects)
  const done = act(call, policy, subjects)
  updateAlert(sql, id, { actions: JSON.stringify(done) })
  const { title, count } = getAlert(sql, id)
  tell(call, 'alert.raised', id, { policy_id, kind: condition.kind, title, count, notify: isToBeSeen }, person)
  const sent = tellOthers(call, policy, id, 'alert.raised')
  if (sent.length > 0) updateAlert(sql, id, { actions: JSON.stringify([...done, ...sent]) })
}

/** @returns what came of telling each webhook that is named; the others take it or do not. */
function tellOthers(call: Call, { actions }: Watched, alertId: number, type: 'alert.raised' | 'alert.cleared'): Done[] {
  // What is told to its owner alone leaves the workspace by no webhook.
  if (findAudience(call.sql, alertId) !== null) return []
  const { holding: _, open: __, ...alert } = getAlert(call.sql, alertId)
  return actions.flatMap((action): Done[] => {
    if (action.kind !== 'webhook') return []
    const entered = enterMessage(call, type, { alert }, action.webhook_id)
    const { webhook_id } = action
    if (webhook_id === undefined) return []
    const because = 'it is gone, switched off, or does not take alerts'
    return [{ kind: 'webhook', webhook_id, ...(entered > 0 ? { outcome: 'done' } : { outcome: 'refused', because }) }]
  })
}

export function clearFinished(call: Call): void {
  const finished = listFinished(call.sql)
  if (finished.length === 0) return
  const policies = listWatched(call.sql)
  for (const { id, policy_id } of finished) {
    updateAlert(call.sql, id, { cleared_at: toSqlTime(call.now) })
    tell(call, 'alert.cleared', id, { policy_id }, findAudience(call.sql, id))
    const policy = policies.find(each => each.id === policy_id)
    if (policy) tellOthers(call, policy, id, 'alert.cleared')
  }
}
