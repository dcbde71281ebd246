export { carryOutHandoffs, rotateDueSessions } from './carry-out.ts'
export { handoffStatus } from './schema.ts'
export { hasPending } from './store.ts'
