/** The files that a unified diff of git touches. */
import type { FileTouch, Touch } from './event.ts'

export function diffFiles(diff: string): FileTouch[] {
  const files: FileTouch[] = []
  for (const [index, line] of lines(diff)) {
    const path = /^diff --git (?:"?)a\/.+? (?:"?)b\/(.+?)"?$/.exec(line)?.[1]
    if (path) files.push({ path, touch: touchOf(diff, index) })
  }
  return files
}

function* lines(diff: string): Generator<[number, string]> {
  for (let at = diff.indexOf('diff --git '); at >= 0; at = diff.indexOf('\ndiff --git ', at) + 1 || -1) {
    const end = diff.indexOf('\n', at)
    yield [at, diff.slice(at, end < 0 ? undefined : end).replace(/\r$/, '')]
  }
}

/** Git says it on the line below, where the file is new or gone. */
function touchOf(diff: string, at: number): Touch {
  const next = diff.indexOf('\n', at) + 1
  if (next > 0 && diff.startsWith('new file', next)) return 'created'
  return next > 0 && diff.startsWith('deleted file', next) ? 'deleted' : 'edited'
}
