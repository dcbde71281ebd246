export { commandRun, fileTouch, kind, role } from './schema.ts'
export { countCharacters, insertEvent, lastTurnNumber, listEventsAfter } from './store.ts'
