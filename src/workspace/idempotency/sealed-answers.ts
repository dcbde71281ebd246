/** Secrets that stand, sealed, in answers kept for repeated requests. */
import type { Kept } from '../../platform/seal.ts'
import type { Sql } from '../../platform/sql.ts'

const KEPT = /\{"place":"([\w:-]+)","sealed":"([\w.-]+)"\}/g

export function listSealedAnswers(sql: Sql): Kept[] {
  const rows = sql.all<{ answer: string }>(
    `SELECT answer FROM idempotency_keys WHERE instr(answer, '"sealed":"v1.') > 0`,
  )
  return rows.flatMap(({ answer }) =>
    [...answer.matchAll(KEPT)].map(([, place = '', sealed = '']) => ({ place, sealed })),
  )
}

/** @returns whether any held it. */
export function replaceInAnswers(sql: Sql, before: string, sealed: string): boolean {
  const query =
    'UPDATE idempotency_keys SET answer = replace(answer, ?1, ?2) WHERE instr(answer, ?1) > 0 RETURNING 1 AS one'
  return sql.all(query, before, sealed).length > 0
}
