/** Puts a backup in the place of a workspace's database. What was there is kept beside the backups. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { problemsOf } from '../../../core/problem.ts'
import { LATEST_VERSION } from '../../../workspace/migrations/index.ts'
import { databasePath, holdFolder } from '../data-folder.ts'
import { backupFolder } from './back-up.ts'

const problem = problemsOf({
  'backup-broken': (d: { file: string; reason: string }) => ({
    status: 400,
    error: `${d.file} is no backup that can be used: ${d.reason}. Nothing was changed.`,
    suggestion: 'Take another one: `paas backup --list`.',
  }),
})

export interface Restored {
  readonly database: string
  /** Where what was there is; null where nothing was. */
  readonly before: string | null
  readonly schema_version: number
}

/** @param stamp names what was there before. @throws Problem where it is broken or too new, or a server holds the folder. */
export async function restore(
  folder: string,
  file: string,
  { workspace, stamp }: { workspace: string; stamp: string },
): Promise<Restored> {
  const held = holdFolder(folder)
  const database = databasePath(folder, workspace)
  const half = `${database}.${process.pid}.part`
  try {
    await unpack(file, half)
    const schema_version = readVersion(file, half)
    const before = existsSync(database) ? join(backupFolder(folder), `before-restoring-${workspace}-${stamp}.db`) : null
    if (before !== null) {
      mkdirSync(backupFolder(folder), { recursive: true, mode: 0o700 })
      foldLog(database)
      renameSync(database, before)
    }
    for (const rest of ['-wal', '-shm']) rmSync(`${database}${rest}`, { force: true })
    renameSync(half, database)
    return { database, before, schema_version }
  } finally {
    for (const rest of ['', '-wal', '-shm']) rmSync(`${half}${rest}`, { force: true })
    held.release()
  }
}

async function unpack(file: string, into: string): Promise<void> {
  try {
    const out = createWriteStream(into, { mode: 0o600, flush: true })
    if (file.endsWith('.gz')) await pipeline(createReadStream(file), createGunzip(), out)
    else await pipeline(createReadStream(file), out)
  } catch (error) {
    throw problem('backup-broken', { file, reason: (error as Error).message })
  }
}

function readVersion(file: string, path: string): number {
  let db: DatabaseSync | undefined
  try {
    db = new DatabaseSync(path)
    const { quick_check: found } = db.prepare('PRAGMA quick_check').get() as { quick_check: string }
    if (found !== 'ok') throw new Error(found)
    const row = db.prepare('SELECT max(version) AS version FROM schema_migrations').get() as { version: number }
    if (row.version > LATEST_VERSION) throw new Error(`it is of a newer version of paas (schema ${row.version})`)
    return row.version
  } catch (error) {
    throw problem('backup-broken', { file, reason: (error as Error).message })
  } finally {
    db?.close()
  }
}

/** What was answered last may stand in its log only. */
function foldLog(database: string): void {
  const db = new DatabaseSync(database)
  db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
}
