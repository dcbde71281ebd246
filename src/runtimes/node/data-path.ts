/** Where everything is kept; apart from what opens it, so that a command that only needs the place starts at once. */
import { homedir, platform } from 'node:os'
import { join, resolve } from 'node:path'

/** `PAAS_DATA_DIR`, else where this system keeps a program's data. */
export function dataFolder(env: NodeJS.ProcessEnv): string {
  if (env.PAAS_DATA_DIR) return resolve(env.PAAS_DATA_DIR)
  if (platform() === 'win32' && env.LOCALAPPDATA) return join(env.LOCALAPPDATA, 'paas')
  return join(env.XDG_DATA_HOME ?? join(homedir(), '.local', 'share'), 'paas')
}
