/** Who goes on with a session that is handed over: the colleague who is named, else who held it, else who takes it over. */
import type { Call } from '../../platform/call.ts'
import { findPerson, getReceiver } from '../people/index.ts'
import type { Holder, KnownSession } from '../sessions/index.ts'
import { type PersonId, personOf } from '../who-sees.ts'
import type { Handoff } from './schema.ts'

/** Of what a person asks for. @param toPerson the id of a colleague. */
export function chooseHolder({ sql, principal }: Call, session: KnownSession, toPerson: string | undefined): Holder {
  if (toPerson === undefined) {
    const { person } = holderOf({ sql }, session)
    return { person: person ?? findPerson(sql, personOf(principal))?.id ?? null }
  }
  const { id } = getReceiver(sql, toPerson)
  return { person: id, handedBy: id === personOf(principal) ? undefined : principal.name }
}

/** Of what comes due by itself: of one that has left, nobody. */
export const holderOf = ({ sql }: Pick<Call, 'sql'>, { person }: KnownSession): Holder => ({
  person: person && (findPerson(sql, person.id)?.id ?? null),
})

/** Of a handoff that waited in the queue. */
export function queuedHolder(
  call: Pick<Call, 'sql'>,
  { to_person }: Handoff,
  by: string | null,
  session: KnownSession,
): Holder {
  const receiver: PersonId = to_person && (findPerson(call.sql, to_person.id)?.id ?? null)
  return receiver === null ? holderOf(call, session) : { person: receiver, handedBy: by ?? undefined }
}
