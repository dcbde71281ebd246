export { ledgerEntry } from './schema.ts'
export { book, findDrift, hasResetSince, listLedger, readBalance } from './store.ts'
