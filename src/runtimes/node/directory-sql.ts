/** The directory's database port over node:sqlite: a batch runs within one turn of the event loop, so nothing comes between. */
import { DatabaseSync } from 'node:sqlite'
import type { DirectoryResult, DirectorySql, DirectoryStatement } from '../../platform/directory-sql.ts'
import type { SqlValue } from '../../platform/sql.ts'

export interface NodeDirectorySql extends DirectorySql {
  close(): void
}

const PRAGMAS = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 5000;
`

class Statement implements DirectoryStatement {
  readonly #db: DatabaseSync
  readonly #query: string
  readonly #params: SqlValue[]

  constructor(db: DatabaseSync, query: string, params: SqlValue[] = []) {
    this.#db = db
    this.#query = query
    this.#params = params
  }

  bind(...params: SqlValue[]): Statement {
    return new Statement(this.#db, this.#query, params)
  }

  run<T>(): DirectoryResult<T> {
    const statement = this.#db.prepare(this.#query)
    if (statement.columns().length > 0) {
      return { results: statement.all(...this.#params) as T[], meta: { changes: 0, last_row_id: 0 } }
    }
    const { changes, lastInsertRowid } = statement.run(...this.#params)
    return { results: [], meta: { changes: Number(changes), last_row_id: Number(lastInsertRowid) } }
  }

  async all<T>(): Promise<DirectoryResult<T>> {
    return this.run<T>()
  }
}

/** @param path a file, or `:memory:`. */
export function openDirectorySql(path: string): NodeDirectorySql {
  const db = new DatabaseSync(path)
  db.exec(PRAGMAS)
  return {
    prepare: query => new Statement(db, query),
    async batch<T>(statements: DirectoryStatement[]) {
      db.exec('BEGIN IMMEDIATE')
      try {
        const results = statements.map(statement => (statement as Statement).run<T>())
        db.exec('COMMIT')
        return results
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK')
        throw error
      }
    },
    exec: async query => db.exec(query),
    close: () => db.close(),
  }
}
