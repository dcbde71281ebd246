export { type Fact, lastFact, listFactsSince } from './store.ts'
export { type FactKind, tell } from './tell.ts'
