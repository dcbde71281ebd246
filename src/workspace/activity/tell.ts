/** States a fact in the transaction that makes it true. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import type { PersonId } from '../who-sees.ts'
import { insertFact } from './store.ts'

export type FactKind =
  | `${'project' | 'account' | 'session' | 'knowledge' | 'file' | 'snapshot' | 'turn' | 'handoff' | 'webhook' | 'policy'}.${'created' | 'changed' | 'deleted'}`
  | `key.${'changed' | 'revealed' | 'deleted'}`
  | 'session.handed_off'
  | 'session.nears_limit'
  | 'turns.recorded'
  | 'handoff.queued'
  | 'handoff.completed'
  | 'handoff.failed'
  | 'handoff.undone'
  | 'handoff.measured'
  | 'account.reset'
  | 'outbox.changed'
  | 'settings.changed'
  | 'people.changed'
  | 'session.handed_to'
  | 'alert.raised'
  | 'alert.changed'
  | 'alert.cleared'

/** @param to whom alone it is told; everybody where nothing is said. */
export function tell(
  call: Call,
  kind: FactKind,
  subjectId: number,
  data?: Readonly<Record<string, unknown>>,
  to: PersonId = null,
): void {
  insertFact(call.sql, {
    personId: to,
    at: toSqlTime(call.now),
    kind,
    subjectId,
    actor: call.principal.name,
    data: data ? JSON.stringify(data) : null,
  })
}

/** So many at once are one fact of each hundred: who listens reads lists anew instead of thousands of rows. */
const IN_ONE_FACT = 100

/** `data.ids` says which; `subject_id` is the first of them. */
export function tellOfMany(call: Call, kind: FactKind, ids: readonly number[]): void {
  for (let first = 0; first < ids.length; first += IN_ONE_FACT) {
    const some = ids.slice(first, first + IN_ONE_FACT)
    tell(call, kind, some[0] as number, some.length > 1 ? { ids: some } : undefined)
  }
}
