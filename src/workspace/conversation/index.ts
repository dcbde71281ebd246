export { kind, role, turnDetail } from './schema.ts'
export { countCharacters, getTurn, insertEvent, lastTurnNumber, listEventsAfter } from './store.ts'
export { standingDetail } from './turn-detail.ts'
