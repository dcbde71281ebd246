/** The folder that holds everything: made, and held by one process at a time. */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'data-folder-in-use': (d: { folder: string; url: string | null }) => ({
    status: 409,
    error: `The data folder ${d.folder} is in use by another paas${d.url ? ` (${d.url})` : ''}.`,
    suggestion: d.url ? `Open ${d.url}, or stop that server first.` : 'Stop that process first, or set PAAS_DATA_DIR.',
  }),
  'data-folder-unusable': (d: { folder: string; reason: string }) => ({
    status: 500,
    error: `The data folder ${d.folder} cannot be used: ${d.reason}`,
    suggestion: 'Set PAAS_DATA_DIR to a folder that you may write to.',
  }),
})

/** @param workspace an id that the directory knows. */
export const databasePath = (folder: string, workspace = 'default'): string =>
  join(folder, 'workspaces', `${workspace}.db`)

export interface HeldFolder {
  readonly folder: string
  /** Tells other commands where the server of this folder answers, and by what it knows them. */
  announce(url: string, key: string): void
  release(): void
}

/**
 * Holds the folder for this process. The hold is a lock that the system lets go when the process ends, however it ends:
 * an exclusive transaction on a small database beside the data.
 */
export function holdFolder(folder: string): HeldFolder {
  try {
    mkdirSync(join(folder, 'workspaces'), { recursive: true, mode: 0o700 })
  } catch (error) {
    throw problem('data-folder-unusable', { folder, reason: (error as Error).message })
  }
  const lock = lockFile(folder)
  const announced = join(folder, 'server.json')
  return {
    folder,
    announce(url, key) {
      // A file that is there would keep the mode that it has.
      rmSync(announced, { force: true })
      writeFileSync(announced, JSON.stringify({ url, key, pid: process.pid }), { mode: 0o600 })
    },
    release() {
      rmSync(announced, { force: true })
      lock.close()
    },
  }
}

function lockFile(folder: string): DatabaseSync {
  let lock: DatabaseSync | undefined
  try {
    lock = new DatabaseSync(join(folder, 'lock.db'))
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE')
    return lock
  } catch (error) {
    lock?.close()
    const reason = (error as Error).message
    if (/locked|busy/i.test(reason)) throw problem('data-folder-in-use', { folder, url: readServerUrl(folder) })
    throw problem('data-folder-unusable', { folder, reason })
  }
}

/** Where the server that holds the folder answers; null where none has announced itself. */
export const readServerUrl = (folder: string): string | null => readAnnounced(folder)?.url ?? null

export interface Announced {
  readonly url: string
  /** What only the person at this machine can read: the server takes whoever sends it for them. */
  readonly key: string | null
}

export function readAnnounced(folder: string): Announced | null {
  const file = join(folder, 'server.json')
  if (!existsSync(file)) return null
  try {
    const { url, key } = JSON.parse(readFileSync(file, 'utf8')) as { url?: unknown; key?: unknown }
    return typeof url === 'string' ? { url, key: typeof key === 'string' ? key : null } : null
  } catch {
    return null
  }
}
