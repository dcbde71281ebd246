/** Why a file cannot be read, in words. */
import { Failure } from '../failure.ts'

const REASONS: Record<string, string> = {
  ENOENT: 'is not there',
  EACCES: 'may not be read by you',
  EPERM: 'may not be read by you',
  EISDIR: 'is a folder',
  EMFILE: 'cannot be opened: too many files are open',
}

export function fileFailure(file: string, error: NodeJS.ErrnoException): Failure {
  const code = error.code ?? ''
  const reason =
    REASONS[code] ?? (code.startsWith('Z_') ? 'is damaged: it cannot be unpacked' : `cannot be read: ${error.message}`)
  return new Failure(`${file} ${reason}.`, { code: code === 'ENOENT' ? 'file-not-found' : 'file-unreadable' })
}
