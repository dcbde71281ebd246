export { snapshotType } from './schema.ts'
export { insertSnapshot } from './store.ts'
