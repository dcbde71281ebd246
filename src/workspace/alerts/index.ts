export { isWatchBehind, nextLookAt } from './state-store.ts'
export { watchPolicies } from './watch-policies.ts'
