export { findHold, type Hold, isInForce, prepareHolds } from './holds.ts'
export { problem as archiveProblem } from './problems.ts'
export { describeArchive, readPart } from './read-archive.ts'
