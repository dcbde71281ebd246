/** Persons have other ids in another deployment: who exported is who imports, others are known by their address. */
import type { Principal } from '../../platform/call.ts'
import type { Person } from '../people/index.ts'
import { personOf } from '../who-sees.ts'
import type { ArchiveHead } from './schema.ts'

/** Where rows name one. The activity log keeps its own words: its entries are chained. */
export const PERSON_COLUMNS: Readonly<Record<string, string>> = {
  accounts: 'owner_id',
  alerts: 'person_id',
  facts: 'person_id',
  handoff_queue: 'to_person_id',
  people: 'id',
  sessions: 'person_id',
}

/** @returns old id → id here, of those who are known here. */
export function pairPersons(
  { people, exported_by }: Pick<ArchiveHead, 'people' | 'exported_by'>,
  here: readonly Person[],
  importer: Principal,
): Record<string, string> {
  const pairs: Record<string, string> = {}
  for (const { id, email } of people) {
    const same = here.find(person => (email === null ? person.id === id : person.email === email))
    if (same) pairs[id] = same.id
  }
  return { local: personOf(importer), ...pairs, [exported_by]: personOf(importer) }
}
