export { reading, toldBy } from './schema.ts'
export {
  keepReading,
  listCurrent,
  listHistory,
  listNewest,
  type NewReading,
  type Sayer,
  type StoredReading,
  toReading,
} from './store.ts'
