/** Where VS Code and its kin keep a user's data, also those that run for a remote window. */
import { homedir, platform } from 'node:os'
import { join } from 'node:path'

const EDITORS = ['Code', 'Code - Insiders', 'VSCodium', 'Cursor', 'Windsurf']
const SERVERS = ['.vscode-server', '.vscode-server-insiders', '.vscodium-server', '.cursor-server', '.windsurf-server']

export function editorFolders(env: NodeJS.ProcessEnv, system: NodeJS.Platform = platform()): string[] {
  const home = env.HOME || homedir()
  const base = baseOf(env, home, system)
  return [
    ...EDITORS.map(editor => join(base, editor, 'User')),
    ...SERVERS.map(server => join(home, server, 'data', 'User')),
  ]
}

function baseOf(env: NodeJS.ProcessEnv, home: string, system: NodeJS.Platform): string {
  if (system === 'win32') return env.APPDATA || join(home, 'AppData', 'Roaming')
  if (system === 'darwin') return join(home, 'Library', 'Application Support')
  return env.XDG_CONFIG_HOME || join(home, '.config')
}
