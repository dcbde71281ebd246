export { reading, readingSource } from './schema.ts'
export {
  keepReading,
  listCurrent,
  listHistory,
  listNewest,
  type Sayer,
  type StoredReading,
  toReading,
} from './store.ts'
