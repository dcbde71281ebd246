export { readStats } from './store.ts'
