/** The workspaces of a data folder: one file each, opened when somebody first asks for it. */
import type { OpenWorkspace } from './open-workspace.ts'

export interface Workspaces {
  /** @param id one that the directory knows. */
  get(id: string): OpenWorkspace
  listOpen(): readonly (readonly [string, OpenWorkspace])[]
  close(): void
}

/** Ids become file names. */
const ID = /^[a-z0-9]{1,40}$/

export function openWorkspaces(open: (id: string) => OpenWorkspace): Workspaces {
  const opened = new Map<string, OpenWorkspace>()
  return {
    get(id) {
      const known = opened.get(id)
      if (known) return known
      if (!ID.test(id)) throw new Error('not an id of a workspace')
      const workspace = open(id)
      opened.set(id, workspace)
      return workspace
    },
    listOpen: () => [...opened],
    close() {
      for (const workspace of opened.values()) workspace.close()
      opened.clear()
    },
  }
}
