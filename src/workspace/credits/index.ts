export { ledgerEntry } from './schema.ts'
export { book, hasResetSince, listLedger, readBalance, sumBookedUsage } from './store.ts'
