export { category } from './schema.ts'
export { insertKnowledge, listProjectKnowledge } from './store.ts'
