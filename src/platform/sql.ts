/** The database port: one workspace's SQLite, synchronous on both runtimes. */

export type SqlValue = string | number | null | Uint8Array
export type Row = Record<string, SqlValue>

export interface Sql {
  all<T = Row>(query: string, ...params: SqlValue[]): T[]
  get<T = Row>(query: string, ...params: SqlValue[]): T | undefined
  run(query: string, ...params: SqlValue[]): void
  /** An `INSERT … ON CONFLICT DO NOTHING`. @returns whether the row was new. */
  tryInsert(query: string, ...params: SqlValue[]): boolean
  /** Everything in `work` or nothing; nested ones are savepoints. A promise is refused: it would commit half. */
  transaction<T>(work: () => T & NotPromise<T>): T
}

type NotPromise<T> = T extends PromiseLike<unknown> ? never : unknown

/** Both runtimes call this on what `work` returned, since `any` slips past the type. */
export function refusePromise(value: unknown): void {
  if (typeof (value as { then?: unknown } | null)?.then === 'function')
    throw new TypeError('a transaction takes a synchronous function: a promise would commit half of it')
}

/** The id of a row just inserted with `RETURNING id`. */
export function insertedId(sql: Sql, query: string, ...params: SqlValue[]): number {
  const row = sql.get<{ id: number }>(query, ...params)
  if (!row) throw new Error('the insert returned no id')
  return row.id
}

/** Inserts the named columns; undefined ones are left to their defaults. Returns the id. */
export function insertRow(sql: Sql, table: string, values: Record<string, SqlValue | undefined>): number {
  const columns = Object.keys(values).filter(column => values[column] !== undefined)
  const marks = columns.map(() => '?').join(', ')
  const query = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${marks}) RETURNING id`
  return insertedId(sql, query, ...columns.map(column => values[column] as SqlValue))
}

/** Updates the named columns of one row; undefined ones stay as they are. */
export function updateRow(sql: Sql, table: string, id: number, values: Record<string, SqlValue | undefined>): void {
  const columns = Object.keys(values).filter(column => values[column] !== undefined)
  if (columns.length === 0) return
  const assignments = columns.map(column => `${column} = ?`).join(', ')
  sql.run(`UPDATE ${table} SET ${assignments} WHERE id = ?`, ...columns.map(c => values[c] as SqlValue), id)
}
