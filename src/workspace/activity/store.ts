/** Facts: what changed, in the order it became true; the live feed and the record of who acted. */
import type { Sql } from '../../platform/sql.ts'
import { wireTimes } from '../../platform/time.ts'
import type { PersonId } from '../who-sees.ts'

export interface Fact {
  readonly seq: number
  readonly at: string
  readonly kind: string
  readonly subject_id: number
  readonly actor: string
  readonly data: unknown
}

/** How many facts are kept for those who come back; older ones are dropped. */
const KEPT = 10_000

export function insertFact(
  sql: Sql,
  fact: { at: string; kind: string; subjectId: number; actor: string; data: string | null; personId: PersonId },
): void {
  const row = sql.get<{ seq: number }>(
    'INSERT INTO facts (at, kind, subject_id, actor, data, person_id) VALUES (?, ?, ?, ?, ?, ?) RETURNING seq',
    fact.at,
    fact.kind,
    fact.subjectId,
    fact.actor,
    fact.data,
    fact.personId,
  )
  if (row && row.seq % 1000 === 0) sql.run('DELETE FROM facts WHERE seq <= ?', row.seq - KEPT)
}

/** Those that a person may know; of nobody, those that everybody may. */
export function listFactsSince(sql: Sql, seq: number, limit: number, person: PersonId): Fact[] {
  const rows = sql.all<Fact & { data: string | null }>(
    'SELECT seq, at, kind, subject_id, actor, data FROM facts WHERE seq > ? AND (person_id IS NULL OR person_id = ?) ORDER BY seq LIMIT ?',
    seq,
    person,
    limit,
  )
  return rows.map(row => ({ ...wireTimes(row), data: row.data === null ? null : JSON.parse(row.data) }))
}

export function lastFact(sql: Sql): number {
  return sql.get<{ seq: number | null }>('SELECT max(seq) AS seq FROM facts')?.seq ?? 0
}
