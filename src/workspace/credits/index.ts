export { bookOnce } from './book-once.ts'
export { drift, ledgerEntry, type NewEntry, newEntry } from './schema.ts'
export {
  book,
  bookMany,
  findLastRead,
  hasResetSince,
  listCreditUses,
  listLedger,
  measureDrift,
  readBalance,
  sumBookedUsage,
} from './store.ts'
