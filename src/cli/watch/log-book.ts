/** How far each log has been read and archived: a small database of this machine, whoever keeps the sessions. */
import { DatabaseSync } from 'node:sqlite'

export interface LogEntry {
  readonly path: string
  readonly tool: string
  /** The file as it was when it was last read. */
  readonly inode: number
  readonly size: number
  readonly mtime_ms: number
  /** Fingerprint of its beginning: another one means that it was written anew. */
  readonly head: string
  /** Bytes read, to the end of the last whole line. */
  readonly read_bytes: number
  /** Counts how often the file was written anew: each time has an archive of its own. */
  readonly generation: number
  readonly archived_bytes: number
  /** Bytes of the archive that hold them; what stands behind is left over from a crash. */
  readonly archive_size: number
  /** Lines that could not be read, and why the last attempt failed as a whole. */
  readonly skipped: number
  readonly error: string | null
  /** When it was found to be gone. */
  readonly gone_at_ms: number | null
}

export interface LogBook {
  find(path: string): LogEntry | null
  list(): LogEntry[]
  put(entry: LogEntry): void
  close(): void
}

const COLUMNS = [
  'path',
  'tool',
  'inode',
  'size',
  'mtime_ms',
  'head',
  'read_bytes',
  'generation',
  'archived_bytes',
  'archive_size',
  'skipped',
  'error',
  'gone_at_ms',
] as const

const SCHEMA = `CREATE TABLE IF NOT EXISTS logs (
  path TEXT PRIMARY KEY, tool TEXT NOT NULL, inode INTEGER NOT NULL, size INTEGER NOT NULL, mtime_ms INTEGER NOT NULL,
  head TEXT NOT NULL, read_bytes INTEGER NOT NULL, generation INTEGER NOT NULL, archived_bytes INTEGER NOT NULL,
  archive_size INTEGER NOT NULL, skipped INTEGER NOT NULL, error TEXT, gone_at_ms INTEGER
) WITHOUT ROWID`

/** @throws where another process watches with this book. */
export function openBook(file: string): LogBook {
  const db = new DatabaseSync(file)
  try {
    db.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL')
    db.exec(SCHEMA)
  } catch (error) {
    db.close()
    throw error
  }
  const find = db.prepare(`SELECT ${COLUMNS.join(', ')} FROM logs WHERE path = ?`)
  const list = db.prepare(`SELECT ${COLUMNS.join(', ')} FROM logs ORDER BY path`)
  const put = db.prepare(
    `INSERT OR REPLACE INTO logs (${COLUMNS.join(', ')}) VALUES (${COLUMNS.map(() => '?').join(', ')})`,
  )
  return {
    find: path => (find.get(path) as unknown as LogEntry | undefined) ?? null,
    list: () => list.all() as unknown as LogEntry[],
    put: entry => void put.run(...COLUMNS.map(column => entry[column])),
    close: () => db.close(),
  }
}

/** A log that was never read. */
export const newEntry = (path: string, tool: string): LogEntry => ({
  path,
  tool,
  inode: 0,
  size: 0,
  mtime_ms: 0,
  head: '',
  read_bytes: 0,
  generation: 0,
  archived_bytes: 0,
  archive_size: 0,
  skipped: 0,
  error: null,
  gone_at_ms: null,
})
