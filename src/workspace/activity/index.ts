export { type Fact, lastFact, listFactsSince } from './store.ts'
export { tell } from './tell.ts'
