export { category } from './schema.ts'
