/**
 * The directory's database port, asynchronous: what a D1 database is, as far as it is used. On Node a file has the same
 * shape. There is no open transaction to hold: what belongs together is one batch, all of it or nothing.
 */
import type { Row, SqlValue } from './sql.ts'

export interface DirectoryResult<T = Row> {
  readonly results: T[]
  readonly meta: { readonly changes: number; readonly last_row_id: number }
}

export interface DirectoryStatement {
  bind(...params: SqlValue[]): DirectoryStatement
  all<T = Row>(): Promise<DirectoryResult<T>>
}

export interface DirectorySql {
  prepare(query: string): DirectoryStatement
  batch<T = Row>(statements: DirectoryStatement[]): Promise<DirectoryResult<T>[]>
  exec(query: string): Promise<unknown>
}

export async function listRows<T>(sql: DirectorySql, query: string, ...params: SqlValue[]): Promise<T[]> {
  const { results } = await sql
    .prepare(query)
    .bind(...params)
    .all<T>()
  return results
}

/** The first row; of an `UPDATE … RETURNING` null means that nothing was changed. */
export async function findRow<T>(sql: DirectorySql, query: string, ...params: SqlValue[]): Promise<T | null> {
  return (await listRows<T>(sql, query, ...params))[0] ?? null
}
