/** Brings turns into the index a moment after they were recorded, in portions, so that neither holds up anyone. */
import type { Sql } from '../../platform/sql.ts'
import {
  clearChangedTo,
  countUnindexed,
  findChangedAfter,
  findTurnAfter,
  indexedTo,
  noteIndexedTo,
  putTurn,
  type Unindexed,
} from './store.ts'

/** Some 10 ms of work: what a request waits for at the most. */
const PORTION_CHARS = 250_000

export const isIndexBehind = (sql: Sql): boolean => countUnindexed(sql) > 0

/** Indexes one portion of what is not indexed yet. */
export function indexPortion(sql: Sql): void {
  const changed = indexAfter(sql, 0, findChangedAfter, PORTION_CHARS)
  if (changed.last > 0) clearChangedTo(sql, changed.last)
  const from = indexedTo(sql)
  const { last } = indexAfter(sql, from, findTurnAfter, changed.left)
  if (last > from) noteIndexedTo(sql, last)
}

/**
 * One turn after another, since each may hold millions of characters. Nothing else is written between them: FTS5 would
 * write out what it has gathered each time, and take three times as long (measured in November 2026).
 */
function indexAfter(
  sql: Sql,
  from: number,
  findAfter: (sql: Sql, id: number) => Unindexed | null,
  chars: number,
): { last: number; left: number } {
  let last = from
  let left = chars
  while (left > 0) {
    const turn = findAfter(sql, last)
    if (turn === null) break
    putTurn(sql, turn)
    last = turn.id
    left -= turn.content.length
  }
  return { last, left }
}
