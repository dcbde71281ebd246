/** States a fact in the transaction that makes it true. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { insertFact } from './store.ts'

export type FactKind =
  | `${'project' | 'account' | 'session' | 'knowledge' | 'file' | 'snapshot' | 'turn' | 'handoff'}.${'created' | 'changed' | 'deleted'}`
  | 'session.handed_off'
  | 'turns.recorded'
  | 'handoff.queued'
  | 'handoff.completed'
  | 'handoff.failed'
  | 'handoff.measured'
  | 'account.reset'

export function tell(call: Call, kind: FactKind, subjectId: number, data?: Readonly<Record<string, unknown>>): void {
  insertFact(call.sql, {
    at: toSqlTime(call.now),
    kind,
    subjectId,
    actor: call.principal.name,
    data: data ? JSON.stringify(data) : null,
  })
}
