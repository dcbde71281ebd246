/** What the lines say about their session, told once for every change. */
import type { Draft } from '../../core/transcript/draft.ts'
import type { MetaEvent, TranscriptEvent } from '../../core/transcript/event.ts'
import { type Json, string } from '../../core/transcript/json.ts'
import { isBelow, relativePath } from '../../core/transcript/relative-path.ts'

export interface MetaKeeper {
  /** The fields that every conversational line carries. */
  envelope(record: Json, line: number): void
  model(name: string, line: number): void
  title(record: Json, line: number): void
  /** A path as people name it: relative to the session's folder. */
  local(path: string): string
}

type Facts = Draft<Omit<MetaEvent, 'type' | 'line'>>

export function openMeta(out: TranscriptEvent[]): MetaKeeper {
  const known: Facts = {}
  const tell = (facts: Facts, line: number) => {
    let news: Facts | undefined
    for (const name of Object.keys(facts) as (keyof Facts)[]) {
      const value = facts[name]
      if (!value || known[name] === value) continue
      known[name] = value
      news ??= {}
      news[name] = value
    }
    if (news) out.push({ type: 'meta', line, ...news })
  }
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
