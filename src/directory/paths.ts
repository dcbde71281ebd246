/**
 * What stands behind `/api/` where the directory answers and no workspace. Written down, since the front door starts without
 * the directory's routes; a test holds them to be theirs.
 */
const FIRST_SEGMENTS: ReadonlySet<string> = new Set([
  'sign-in',
  'me',
  'workspaces',
  'workspace',
  'members',
  'invitations',
  'join',
  'tokens',
])

export const isDirectoryPath = (pathname: string): boolean => FIRST_SEGMENTS.has(pathname.split('/')[2] ?? '')
