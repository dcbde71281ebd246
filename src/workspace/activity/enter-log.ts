/** Writes down what was done, in the transaction that did it. */
import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { insertLogRow } from './log-store.ts'
import { listFactsSince } from './store.ts'

export interface Act {
  /** The route, or what happened outside of one. */
  readonly action: string
  /** `accounts/7` */
  readonly subject?: string | null
  /** Ids and names of fields: never what stood in them. */
  readonly data?: Readonly<Record<string, unknown>>
}

export function enterLog({ sql, now, principal }: Call, { action, subject = null, data }: Act): void {
  insertLogRow(sql, {
    at: toSqlTime(now),
    person_id: principal.id,
    actor: principal.name,
    via: principal.via ?? null,
    address: principal.address ?? null,
    action,
    subject,
    data: data ? JSON.stringify(data) : null,
  })
}

/** What paas does by itself that a person would want to know it for; resets and alerts happen, nobody does them. */
const OWN_ACTS: Readonly<Record<string, string>> = {
  'session.handed_off': 'sessions',
  'handoff.failed': 'handoffs',
  'handoff.queued': 'handoffs',
}
const FACTS_MAX = 500

/** Of what was told since a fact's number. */
export function enterOwnActs(call: Call, seq: number): void {
  for (const { kind, subject_id } of listFactsSince(call.sql, seq, FACTS_MAX, null)) {
    const things = OWN_ACTS[kind]
    if (things) enterLog(call, { action: kind, subject: `${things}/${subject_id}` })
  }
}
