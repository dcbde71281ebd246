export { changeFile, createFile } from './keep-files.ts'
export { type File, importance } from './schema.ts'
export { countFiles, findFileByPath, listFilesByWeight, touchFile } from './store.ts'
