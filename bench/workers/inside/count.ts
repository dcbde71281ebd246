/** Counts what is billed: rows that SQLite reads and writes, alarms that are set, queries to the directory. */

export interface Counts {
  requests: number
  alarms: number
  alarmsSet: number
  rowsRead: number
  rowsWritten: number
  d1Queries: number
  d1RowsRead: number
  d1RowsWritten: number
}

export const newCounts = (): Counts => ({
  requests: 0,
  alarms: 0,
  alarmsSet: 0,
  rowsRead: 0,
  rowsWritten: 0,
  d1Queries: 0,
  d1RowsRead: 0,
  d1RowsWritten: 0,
})

type Cursor = SqlStorageCursor<Record<string, SqlStorageValue>>

/** From now on everything over this object's storage counts. @returns takes what was counted, and when the alarm is set. */
export function countStorage(context: DurableObjectState, counts: Counts) {
  const { storage } = context
  const { sql } = storage
  const exec = sql.exec.bind(sql)
  const setAlarm = storage.setAlarm.bind(storage)
  let open: Cursor[] = []
  let alarmAt: number | null = null

  function take(): void {
    for (const { rowsRead, rowsWritten } of open) {
      counts.rowsRead += rowsRead
      counts.rowsWritten += rowsWritten
    }
    open = []
  }
  function counted(query: string, ...params: SqlStorageValue[]): Cursor {
    // A cursor knows its rows only when it has been read.
    if (open.length > 500) take()
    const cursor = exec(query, ...params)
    open.push(cursor)
    return cursor
  }
  Object.defineProperty(sql, 'exec', { value: counted })
  Object.defineProperty(storage, 'sql', { value: sql })
  Object.defineProperty(storage, 'setAlarm', {
    value: (at: number) => {
      counts.alarmsSet++
      alarmAt = at
      return setAlarm(at)
    },
  })
  Object.defineProperty(context, 'storage', { value: storage })
  return {
    take,
    alarmAt: () => alarmAt,
    rang() {
      alarmAt = null
    },
  }
}

/** The directory, its queries counted. */
export function countDirectory(directory: D1Database, counts: Counts): D1Database {
  const noted = <R extends D1Result>(result: R): R => {
    counts.d1Queries++
    counts.d1RowsRead += result.meta.rows_read ?? 0
    counts.d1RowsWritten += result.meta.rows_written ?? 0
    return result
  }
  const wrap = (statement: D1PreparedStatement, query: string): object => ({
    inner: statement,
    bind: (...params: unknown[]) => wrap(statement.bind(...params), query),
    all: async () => noted(await statement.all()),
    run: async () => noted(await statement.run()),
  })
  const counted = {
    prepare: (query: string) => wrap(directory.prepare(query), query),
    batch: async (statements: { inner: D1PreparedStatement }[]) =>
      (await directory.batch(statements.map(({ inner }) => inner))).map(noted),
  }
  return counted as unknown as D1Database
}
