/** What the lines say about their session, told once for every change. */
import type { TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, string } from '../../core/transcript/json.ts'
import { isBelow, relativePath } from '../../core/transcript/relative-path.ts'
import { openFacts } from '../../core/transcript/session-facts.ts'

export interface MetaKeeper {
  /** The fields that every conversational line carries. */
  envelope(record: Json, line: number): void
  model(name: string, line: number): void
  title(record: Json, line: number): void
  /** A path as people name it: relative to the session's folder. */
  local(path: string): string
}

export function openMeta(out: TranscriptEvent[]): MetaKeeper {
  const { known, tell } = openFacts(out)
  return {
    envelope(record, line) {
      const cwd = string(record.cwd)
      const branch = string(record.gitBranch)
      tell(
        {
          sessionKey: string(record.sessionId),
          cwd: cwd !== undefined && moved(known.cwd, cwd) ? cwd : undefined,
          // `HEAD` is what a detached worktree says.
          branch: branch === 'HEAD' ? undefined : branch,
          toolVersion: string(record.version),
        },
        line,
      )
    },
    model: (name, line) => tell({ model: name }, line),
    title(record, line) {
      const title = record.summary ?? record.aiTitle ?? record.customTitle ?? record.title
      tell({ title: string(title)?.trim() }, line)
    },
    local: path => relativePath(path, known.cwd),
  }
}

/** A `cd` into a folder of the project is no move: paths stay relative to where the session began. */
function moved(from: string | undefined, to: string): boolean {
  return from === undefined || !(isBelow(to, from) || isBelow(from, to))
}
