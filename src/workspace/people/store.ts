/** The workspace's own copy of who belongs to it. */
import type { Role } from '../../platform/call.ts'
import type { Sql } from '../../platform/sql.ts'

export interface Person {
  readonly id: string
  readonly name: string
  readonly email: string | null
  readonly role: Role
}

const PRESENT = 'SELECT id, name, email, role FROM people WHERE removed_at IS NULL'

export function listPeople(sql: Sql): Person[] {
  return sql.all(`${PRESENT} ORDER BY name, id`)
}

/** Null where nobody of that id is present. */
export function findPerson(sql: Sql, id: string): Person | null {
  return sql.get<Person>(`${PRESENT} AND id = ?`, id) ?? null
}

export function putPerson(sql: Sql, { id, name, email, role }: Person): void {
  sql.run(
    `INSERT INTO people (id, name, email, role) VALUES (?1, ?2, ?3, ?4)
     ON CONFLICT (id) DO UPDATE SET name = ?2, email = ?3, role = ?4, removed_at = NULL`,
    id,
    name,
    email,
    role,
  )
}

/** Their name stays beside what they did. */
export function markRemoved(sql: Sql, id: string, at: string): void {
  sql.run('UPDATE people SET removed_at = ? WHERE id = ?', at, id)
}
