export { type File, importance } from './schema.ts'
export { countFiles, listFilesByWeight, touchFile } from './store.ts'
