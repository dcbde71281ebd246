/** Brings turns into the index a moment after they were recorded, in portions, so that neither holds up anyone. */
import type { Sql } from '../../platform/sql.ts'
import {
  clearChanged,
  countUnindexed,
  listChanged,
  listUnindexed,
  noteIndexedTo,
  putTurn,
  type Unindexed,
} from './store.ts'

/** Some 20 ms of work. */
const PORTION_CHARS = 500_000
/** One turn may hold millions of characters: few are in memory at a time. */
const PAGE = 50

export const isIndexBehind = (sql: Sql): boolean => countUnindexed(sql) > 0

/** Indexes one portion of what is not indexed yet. */
export function indexPortion(sql: Sql): void {
  const takeChanged = (turn: Unindexed) => clearChanged(sql, turn.id)
  const takeNew = (turn: Unindexed) => noteIndexedTo(sql, turn.id)
  const left = indexPages(sql, () => listChanged(sql, PAGE), takeChanged, PORTION_CHARS)
  if (left > 0) indexPages(sql, () => listUnindexed(sql, PAGE), takeNew, left)
}

/** @returns how many characters are left of the portion. */
function indexPages(sql: Sql, list: () => Unindexed[], taken: (turn: Unindexed) => void, chars: number): number {
  let left = chars
  while (left > 0) {
    const turns = list()
    for (const turn of turns) {
      if (left <= 0) break
      putTurn(sql, turn)
      taken(turn)
      left -= turn.content.length
    }
    if (turns.length < PAGE) break
  }
  return left
}
