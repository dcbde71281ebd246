import type { Kept } from '../../platform/seal.ts'
import type { Sql } from '../../platform/sql.ts'
import type { Vault } from '../../platform/vault.ts'
import { listSealedAnswers, replaceInAnswers } from '../idempotency/index.ts'
import {
  clearPlain,
  forgetCleared,
  insertSecret,
  isAnyUnsealed,
  listPlain,
  listSealed,
  replaceSealed,
} from './store.ts'

export function openVault(sql: Sql): Vault {
  return {
    listSealed: () => distinct([...listSealed(sql), ...listSealedAnswers(sql)]),
    replace: (before, sealed) =>
      sql.transaction(() => {
        const inAnswer = replaceInAnswers(sql, before.sealed, sealed)
        return replaceSealed(sql, before, sealed) || inAnswer
      }),
    listPlain: () => listPlain(sql),
    settlePlain: kept =>
      sql.transaction(() => {
        if (clearPlain(sql, kept.place)) insertSecret(sql, kept)
      }),
    isToBePurged: () => isAnyUnsealed(sql),
    notePurged: () => forgetCleared(sql),
  }
}

/** An answer that showed a secret holds the very text that is kept of it. */
const distinct = (all: readonly Kept[]): Kept[] => [...new Map(all.map(kept => [kept.sealed, kept])).values()]
