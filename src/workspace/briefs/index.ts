export { foldPortion, readyState, takeInTurns } from './keep-ready.ts'
export { forgetRemembered, isAnyBehind } from './store.ts'
export { writeBrief } from './write-brief.ts'
