export { foldNewTurns, saveReady } from './keep-ready.ts'
export { forgetRemembered } from './store.ts'
export { writeBrief } from './write-brief.ts'
