export { type File, file, importance } from './schema.ts'
export { countFiles, insertFile, listFilesByWeight, touchFile } from './store.ts'
