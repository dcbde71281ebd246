/**
 * Times at rest and on the wire. At rest they read like SQLite's CURRENT_TIMESTAMP (UTC, `YYYY-MM-DD HH:MM:SS.SSS`), so
 * that rows written by hand sort among ours; on the wire they are ISO 8601 with a final Z.
 */

export function toSqlTime(ms: number): string {
  return new Date(ms).toISOString().slice(0, 23).replace('T', ' ')
}

/** Milliseconds since the epoch of a time at rest or on the wire; NaN where it is none. */
export function fromSqlTime(text: string): number {
  if (text.length === 10) return Date.parse(`${text}T00:00:00Z`)
  return Date.parse(HAS_OFFSET.test(text) ? text : `${text.replace(' ', 'T')}Z`)
}

const HAS_OFFSET = /(?:Z|[+-]\d\d:\d\d)$/

export function toWireTime(text: string): string {
  return `${text.replace(' ', 'T')}Z`
}

const TIME_COLUMNS = ['created_at', 'updated_at', 'started_at', 'completed_at', 'processed_at', 'timestamp', 'at']
const MORE_TIME_COLUMNS = ['last_modified', 'last_used_at', 'archived_at']
const ALL_TIME_COLUMNS = [...TIME_COLUMNS, ...MORE_TIME_COLUMNS]

/** A row with its times as they go over the wire. Changes the row it is given: rows are fresh from the database. */
export function wireTimes<T extends object>(row: T): T {
  const cells = row as Record<string, unknown>
  for (const column of ALL_TIME_COLUMNS) {
    const value = cells[column]
    if (typeof value === 'string' && value[10] === ' ') cells[column] = toWireTime(value)
  }
  return row
}
