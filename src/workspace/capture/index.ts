export { receiveEvents } from './receive-events.ts'
