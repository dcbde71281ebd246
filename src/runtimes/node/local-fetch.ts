/** The routes of a folder that this process holds, for the person at the machine: the workspace's, and the directory's when they are asked for. */
import { isDirectoryPath } from '../../directory/paths.ts'
import { AT_THE_MACHINE, DEFAULT } from '../../edge/admit.ts'
import { actOf, actorOf } from '../../edge/note.ts'
import { openFolderDirectory, publicUrl } from './open-directory.ts'
import { type OpenWorkspace, stderrLog } from './open-workspace.ts'

export interface LocalParts {
  readonly folder: string
  readonly env: NodeJS.ProcessEnv
  readonly workspace: OpenWorkspace
}

export function openLocalFetch({ folder, env, workspace }: LocalParts) {
  let directory: ReturnType<typeof openFolderDirectory> | undefined
  const open = () =>
    openFolderDirectory({
      folder,
      env,
      url: publicUrl(env),
      clock: Date.now,
      log: stderrLog,
      onChange: (id, note, by) => {
        if (id === DEFAULT.workspace) workspace.app.noteActivity(actorOf(id, by), actOf(note))
      },
      onEnded: () => {},
    })
  return {
    async fetch(request: Request): Promise<Response> {
      if (!isDirectoryPath(new URL(request.url).pathname)) return workspace.fetch(request)
      directory ??= open()
      return (await directory).app.fetch(request, { visitor: AT_THE_MACHINE, membership: DEFAULT })
    },
    close: () => void directory?.then(opened => opened.close()),
  }
}
