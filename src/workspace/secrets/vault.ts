import type { Sql } from '../../platform/sql.ts'
import type { Vault } from '../../platform/vault.ts'
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
    listSealed: () => listSealed(sql),
    replace: (before, sealed) => sql.transaction(() => replaceSealed(sql, before, sealed)),
    listPlain: () => listPlain(sql),
    settlePlain: kept =>
      sql.transaction(() => {
        if (clearPlain(sql, kept.place)) insertSecret(sql, kept)
      }),
    isToBePurged: () => isAnyUnsealed(sql),
    notePurged: () => forgetCleared(sql),
  }
}
