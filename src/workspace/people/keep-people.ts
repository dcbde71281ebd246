import type { Call } from '../../platform/call.ts'
import { toSqlTime } from '../../platform/time.ts'
import { tell } from '../activity/index.ts'
import { listPeople, markRemoved, type Person, putPerson } from './store.ts'

/**
 * Makes these those who belong to the workspace.
 * @param staying ids of those who belong to it without being among them: the person at the machine.
 * @returns the ids of those who left.
 */
export function keepPeople(call: Call, people: readonly Person[], staying: readonly string[]): string[] {
  const { sql, now } = call
  const before = listPeople(sql)
  const changed = people.filter(person => !before.some(was => isSame(was, person)))
  for (const person of changed) putPerson(sql, person)
  const stay = new Set([...staying, ...people.map(({ id }) => id)])
  const left = before.filter(({ id }) => !stay.has(id)).map(({ id }) => id)
  for (const id of left) markRemoved(sql, id, toSqlTime(now))
  if (changed.length > 0 || left.length > 0) tell(call, 'people.changed', PEOPLE_ID)
  return left
}

/** People have no numbers: a change is one of all of them in the eyes of who listens. */
const PEOPLE_ID = 1

const isSame = (a: Person, b: Person): boolean =>
  a.id === b.id && a.name === b.name && a.email === b.email && a.role === b.role
