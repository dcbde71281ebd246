/** The database port over a Durable Object's own SQLite. */
import { type Row, refusePromise, type Sql, type SqlValue } from '../../platform/sql.ts'

export function storageSql(storage: DurableObjectStorage): Sql {
  const exec = (query: string, params: SqlValue[]) => storage.sql.exec(query, ...params)
  return {
    all: <T = Row>(query: string, ...params: SqlValue[]) => exec(query, params).toArray() as T[],
    get<T = Row>(query: string, ...params: SqlValue[]) {
      const rows = exec(query, params).toArray()
      return rows[0] as T | undefined
    },
    run(query, ...params) {
      exec(query, params)
    },
    // Rows written count those of indexes too, and of conflicts.
    tryInsert: (query, ...params) => exec(`${query} RETURNING 1`, params).toArray().length > 0,
    transaction: work =>
      storage.transactionSync(() => {
        const result = work()
        refusePromise(result)
        return result
      }),
  }
}
