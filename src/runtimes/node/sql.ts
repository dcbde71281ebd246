/** The database port over node:sqlite. */
import { DatabaseSync, type StatementSync } from 'node:sqlite'
import { type Row, refusePromise, type Sql, type SqlValue } from '../../platform/sql.ts'

export interface NodeSql extends Sql {
  /** Writes the file anew without what was deleted from it, and empties its log. */
  purge(): void
  close(): void
}

/**
 * WAL with `synchronous=FULL`: a commit is answered after its frames are on the disk, so a power cut loses nothing that
 * was answered. What that costs is measured by `bench/durability.ts`. The log is folded into the file at 32 MB, not at
 * SQLite's 4: an import writes its pages to it once instead of several times. A turn is larger than most rows: on pages of
 * 8 kB an import writes a quarter faster than on SQLite's 4; a database that is there keeps its own.
 */
const PRAGMAS = `
  PRAGMA page_size = 8192;
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA fullfsync = 1;
  PRAGMA checkpoint_fullfsync = 1;
  PRAGMA wal_autocheckpoint = 4000;
  PRAGMA foreign_keys = ON;
  PRAGMA busy_timeout = 5000;
  PRAGMA cache_size = -32000;
  PRAGMA temp_store = MEMORY;
`
const STATEMENTS = 1000

/** A whole number beyond 2^53, as a sum of many can be, is read as near as a JavaScript number comes to it, as on Workers. */
function read<R extends object | undefined>(statement: StatementSync, find: (statement: StatementSync) => R[]): R[] {
  try {
    return find(statement)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    statement.setReadBigInts(true)
    const rows = find(statement)
    statement.setReadBigInts(false)
    return rows.map(row => row && (Object.fromEntries(Object.entries(row).map(nearest)) as R))
  }
}

const nearest = ([name, value]: [string, unknown]) => [name, typeof value === 'bigint' ? Number(value) : value]

/** @param path a file, or `:memory:`. */
export function openSql(path: string, pragmas = ''): NodeSql {
  const db = new DatabaseSync(path)
  db.exec(PRAGMAS + pragmas)
  const prepared = new Map<string, StatementSync>()
  let depth = 0

  function prepare(query: string): StatementSync {
    const known = prepared.get(query)
    if (known) return known
    if (prepared.size >= STATEMENTS) prepared.clear()
    const statement = db.prepare(query)
    prepared.set(query, statement)
    return statement
  }

  /** SQLite has rolled back by itself after a full disk; then there is nothing left to undo. */
  function undo(statement: string): void {
    if (db.isTransaction) db.exec(statement)
  }

  return {
    all: <T = Row>(query: string, ...params: SqlValue[]) => read(prepare(query), found => found.all(...params)) as T[],
    get: <T = Row>(query: string, ...params: SqlValue[]) =>
      read(prepare(query), found => [found.get(...params)])[0] as T | undefined,
    run(query, ...params) {
      prepare(query).run(...params)
    },
    tryInsert: (query, ...params) => Number(prepare(query).run(...params).changes) > 0,
    transaction(work) {
      const outer = depth === 0
      const name = `nested_${depth}`
      db.exec(outer ? 'BEGIN IMMEDIATE' : `SAVEPOINT ${name}`)
      depth++
      try {
        const result = work()
        refusePromise(result)
        db.exec(outer ? 'COMMIT' : `RELEASE ${name}`)
        return result
      } catch (error) {
        undo(outer ? 'ROLLBACK' : `ROLLBACK TO ${name}; RELEASE ${name}`)
        throw error
      } finally {
        depth--
      }
    },
    purge() {
      // On the disk meanwhile: it may not fit into the memory.
      db.exec('PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY; PRAGMA wal_checkpoint(TRUNCATE)')
    },
    close() {
      prepared.clear()
      db.close()
    },
  }
}
