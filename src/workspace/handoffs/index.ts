export { carryOutHandoffs, rotateDueSessions } from './carry-out.ts'
export { createHandoff } from './queue-handoff.ts'
export { handoffStatus } from './schema.ts'
export { hasPending } from './store.ts'
