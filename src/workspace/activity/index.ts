export { actOf } from './act-of.ts'
export { type Act, enterLog, enterOwnActs } from './enter-log.ts'
export { type Fact, lastFact, listFactsSince } from './store.ts'
export { tell, tellOfMany } from './tell.ts'
