export { enterFacts } from './enter-facts.ts'
export { reserveMessages } from './reserve-messages.ts'
export { settleMessage } from './settle-message.ts'
export { hasDue, nextDueAt } from './store.ts'
