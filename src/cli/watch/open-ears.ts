/** Hears of writes in folders. What is not heard (a full table of watches, a network folder) is found by the sweeps. */
import { type FSWatcher, watch } from 'node:fs'
import { join } from 'node:path'

export interface Ears {
  /** Listens in these folders, and no longer in others. */
  listen(folders: readonly string[]): void
  listensIn(folder: string): boolean
  close(): void
}

export function openEars(heard: (path: string) => void): Ears {
  const watchers = new Map<string, FSWatcher>()

  function listenIn(folder: string): void {
    try {
      const watcher = watch(folder, { persistent: true }, (_, name) => {
        if (name !== null) heard(join(folder, name))
      })
      watcher.on('error', () => forget(folder))
      watchers.set(folder, watcher)
    } catch {
      // The sweeps go there.
    }
  }

  function forget(folder: string): void {
    watchers.get(folder)?.close()
    watchers.delete(folder)
  }

  return {
    listen(folders) {
      const wanted = new Set(folders)
      for (const folder of [...watchers.keys()]) if (!wanted.has(folder)) forget(folder)
      for (const folder of wanted) if (!watchers.has(folder)) listenIn(folder)
    },
    listensIn: folder => watchers.has(folder),
    close() {
      for (const folder of [...watchers.keys()]) forget(folder)
    },
  }
}
