export { ledgerEntry } from './schema.ts'
export { book, hasResetSince, listLedger, readBalance } from './store.ts'
