/** The files that a patch of Codex's own format touches; other tools have taken it over. */
import type { FileTouch, Touch } from './event.ts'
import { relativePath } from './relative-path.ts'

const HEAD = /^\*\*\* (Add|Update|Delete) File: (.+)$|^\*\*\* Move to: (.+)$/gm
const TOUCHES: Readonly<Record<string, Touch>> = { Add: 'created', Update: 'edited', Delete: 'deleted' }

export function patchedFiles(patch: string, cwd: string | undefined): FileTouch[] {
  if (!patch.includes('*** Begin Patch')) return []
  const files: FileTouch[] = []
  for (const found of patch.matchAll(HEAD)) {
    const path = relativePath((found[2] ?? found[3]!).trim(), cwd)
    files.push({ path, touch: found[1] ? TOUCHES[found[1]]! : 'created' })
  }
  return files
}
