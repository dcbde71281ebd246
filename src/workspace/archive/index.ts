export { findHold, type Hold, isInForce, prepareHolds } from './holds.ts'
export { type Copy, openCopy } from './open-copy.ts'
export { problem as archiveProblem } from './problems.ts'
export type { ArchiveHead } from './schema.ts'
