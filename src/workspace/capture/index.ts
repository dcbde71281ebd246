export { type Receipt, receiveEvents } from './receive-events.ts'
export type { Batch } from './schema.ts'
