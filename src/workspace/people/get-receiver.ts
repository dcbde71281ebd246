import { isAtLeast } from '../../http/access.ts'
import type { Sql } from '../../platform/sql.ts'
import { problem } from './problems.ts'
import { findPerson, type Person } from './store.ts'

/** Somebody to whom work can be handed: present, and not only looking on. */
export function getReceiver(sql: Sql, id: string): Person {
  const found = findPerson(sql, id)
  if (!found) throw problem('person-not-found', { id })
  if (!isAtLeast(found.role, 'member')) throw problem('person-only-views', { name: found.name })
  return found
}
