export { autoRotate } from './auto-rotate.ts'
export { carryOutHandoff, noteFailure, type Reserved, reserveHandoff } from './carry-out.ts'
export { measuredFeedback } from './feedback-schema.ts'
export { findFeedback, insertFeedback } from './feedback-store.ts'
export { measureHandoffs } from './measure-handoffs.ts'
export { createHandoff } from './queue-handoff.ts'
export { handoffStatus } from './schema.ts'
export {
  type EmptyReceiver,
  findWaiting,
  forgetReceiver,
  isAnyQueued,
  listEmptyReceivers,
  listPendingIds,
  nextHandoffAt,
} from './store.ts'
export { watchLimits } from './watch-limits.ts'
export { nextRestOver } from './watched-store.ts'
