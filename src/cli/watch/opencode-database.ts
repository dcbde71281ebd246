/** The sessions of OpenCode's database, opened for reading only. */
import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { pathToFileURL } from 'node:url'
import type { OpencodeSession } from './gather-opencode.ts'

interface Row {
  readonly id: string
  readonly data: string
}

/** A session can be read until the next one is asked for. @throws where the file is no such database. */
export function* opencodeDatabase(path: string): Generator<OpencodeSession> {
  const db = openForReading(path)
  try {
    const heads = db.prepare('SELECT * FROM session').all() as Record<string, unknown>[]
    const changes = db
      .prepare(
        `SELECT session_id AS id, MAX(time_updated) AS at FROM (
           SELECT session_id, time_updated FROM message UNION ALL SELECT session_id, time_updated FROM part
         ) GROUP BY session_id`,
      )
      .all() as { id: string; at: number }[]
    const changedAt = new Map(changes.map(({ id, at }) => [id, at]))
    const messages = db.prepare('SELECT id, data FROM message WHERE session_id = ? ORDER BY time_created, id')
    const parts = db.prepare('SELECT id, data FROM part WHERE message_id = ? ORDER BY id')
    for (const head of heads) {
      const id = String(head.id)
      yield {
        id,
        changedAt: Math.floor(Math.max(Number(head.time_updated), changedAt.get(id) ?? 0)),
        info: () => infoOf(head),
        *messages() {
          for (const row of messages.all(id) as unknown as Row[])
            yield { info: recordOf(row), parts: (parts.all(row.id) as unknown as Row[]).map(recordOf) }
        },
      }
    }
  } finally {
    db.close()
  }
}

/**
 * A database that nobody writes to now is opened as one that does not change: otherwise SQLite puts files of its own beside
 * it, also for a reader.
 */
function openForReading(path: string): DatabaseSync {
  const url = pathToFileURL(path)
  if (!existsSync(`${path}-wal`)) url.searchParams.set('immutable', '1')
  return new DatabaseSync(url, { readOnly: true, timeout: 1000 })
}

/** As `opencode export` names them. */
const infoOf = (head: Record<string, unknown>) => ({
  id: head.id,
  projectID: head.project_id,
  directory: head.directory,
  ...(head.parent_id !== null && { parentID: head.parent_id }),
  title: head.title,
  version: head.version,
  time: { created: head.time_created, updated: head.time_updated },
})

/** The id stands beside the data; what is no JSON is left out. */
function recordOf({ id, data }: Row): object {
  try {
    return { id, ...(JSON.parse(data) as object) }
  } catch {
    return { id }
  }
}
