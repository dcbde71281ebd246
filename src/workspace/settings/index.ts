export { strategy } from './schema.ts'
export { readSetting } from './store.ts'
