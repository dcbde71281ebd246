export { commandRun, fileTouch, kind, role } from './schema.ts'
export { countCharacters, insertEvent, insertTurn, lastTurnNumber, listEventsAfter, listRawTurns } from './store.ts'
