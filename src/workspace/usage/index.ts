export { bookUsage, passOnUsage } from './book-usage.ts'
export { putUsage, sumUsage } from './record-store.ts'
export { sessionUsage } from './schema.ts'
export { settleCopies } from './settle-copies.ts'
