export { createKnowledge } from './keep-knowledge.ts'
export { category } from './schema.ts'
