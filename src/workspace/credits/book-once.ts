import type { Call } from '../../platform/call.ts'
import { problem } from './problems.ts'
import type { LedgerEntry, NewEntry } from './schema.ts'
import { book, findByKey } from './store.ts'

/** Books what a person or a program tells, once for its key. @returns the entry, and whether it is new. */
export function bookOnce(call: Call, accountId: number, told: NewEntry): { entry: LedgerEntry; isNew: boolean } {
  const amount = told.kind === 'grant' ? told.amount : -told.amount
  const known = findByKey(call.sql, accountId, told.key)
  if (known && (known.kind !== told.kind || known.amount !== amount)) {
    throw problem('ledger-key-used', { key: told.key, kind: known.kind, amount: Math.abs(known.amount) })
  }
  if (known) return { entry: known, isNew: false }
  const { kind, key, note } = told
  book(call, { accountId, kind, amount, key, note: note ?? undefined })
  return { entry: findByKey(call.sql, accountId, key) as LedgerEntry, isNew: true }
}
