/** A copy of every database of a data folder, as of one moment each, packed; made beside the server, which goes on answering. */
import { createReadStream, createWriteStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { backup, DatabaseSync } from 'node:sqlite'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { listToForget } from '../../../core/archive/index.ts'

/** Pages at a time: all of them, so that a write in between does not make it begin anew. */
const RATE = 2_147_483_647

export const backupFolder = (folder: string): string => join(folder, 'backups')

/** `default-2026-11-24.db.gz` */
const NAME = /^([a-z0-9]+)-(\d{4}-\d{2}-\d{2})\.db\.gz$/

export interface Backup {
  readonly file: string
  /** A workspace's id, or `directory`. */
  readonly of: string
  /** `2026-11-24` */
  readonly day: string
}

export function listBackups(folder: string): Backup[] {
  const place = backupFolder(folder)
  if (!existsSync(place)) return []
  return readdirSync(place)
    .sort()
    .flatMap(name => {
      const [, of, day] = NAME.exec(name) ?? []
      return of && day ? [{ file: join(place, name), of, day }] : []
    })
}

/**
 * One of the same day gives way. Each by itself: one that cannot be copied keeps no other from it.
 * @param day `2026-11-24`. @returns the files written. @throws Error that names those that could not be copied, when the others are.
 */
export async function backUp(folder: string, day: string, databases = listDatabases(folder)): Promise<string[]> {
  const place = backupFolder(folder)
  mkdirSync(place, { recursive: true, mode: 0o700 })
  const files: string[] = []
  const failures: string[] = []
  for (const source of databases) {
    const file = join(place, `${idOf(source)}-${day}.db.gz`)
    try {
      await copy(source, file)
      files.push(file)
    } catch (error) {
      failures.push(`${source}: ${(error as Error).message}`)
    }
  }
  for (const old of listToForget(listBackups(folder), day)) rmSync(old.file, { force: true })
  if (failures.length > 0) throw new Error(failures.join('; '))
  return files
}

/** The databases that no backup of this day is of. */
export function listMissing(folder: string, day: string): string[] {
  const done = new Set(listBackups(folder).flatMap(backup => (backup.day === day ? [backup.of] : [])))
  return listDatabases(folder).filter(source => !done.has(idOf(source)))
}

const idOf = (source: string): string => basename(source, '.db')

function listDatabases(folder: string): string[] {
  const workspaces = join(folder, 'workspaces')
  const names = existsSync(workspaces) ? readdirSync(workspaces).filter(name => /^[a-z0-9]+\.db$/.test(name)) : []
  const all = [join(folder, 'directory.db'), ...names.map(name => join(workspaces, name))]
  return all.filter(file => existsSync(file))
}

/** Whole or not at all. */
async function copy(source: string, file: string): Promise<void> {
  const plain = `${file}.${process.pid}.part`
  const packed = `${file}.${process.pid}.packed`
  const db = new DatabaseSync(source, { readOnly: true })
  try {
    await backup(db, plain, { rate: RATE })
    await pipeline(createReadStream(plain), createGzip(), createWriteStream(packed, { mode: 0o600, flush: true }))
    renameSync(packed, file)
  } finally {
    db.close()
    for (const rest of [plain, packed]) rmSync(rest, { force: true })
  }
}
