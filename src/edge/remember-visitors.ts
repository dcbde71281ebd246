/**
 * Who asks, while the directory does not answer: whoever it knew a short while ago goes on working. While it answers, it is
 * asked each time, so what is taken back is worth nothing at once.
 */
import { Problem, problemsOf } from '../core/problem.ts'
import type { Visitor } from '../directory/call.ts'
import { findVisitor, type Shown } from '../directory/find-visitor.ts'
import type { Log } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'

/** What was taken back elsewhere within that time could still be used while the directory is away. */
const KEPT_MS = 600_000
const KEPT_MAX = 1000

const problem = problemsOf({
  'directory-away': () => ({
    status: 503,
    error: 'It cannot be found out at the moment who you are; nothing was changed.',
    suggestion: 'Try again in a few seconds. Where it stays so, the log of the server says why.',
    retryAfterSeconds: 5,
  }),
})

export interface VisitorMemory {
  /** @returns as `findVisitor`; a Problem `directory-away` where nobody can say. */
  find(sql: DirectorySql, now: number, shown: Shown): Promise<Visitor | Problem | null>
  /** Something was taken back. */
  forget(): void
}

interface Known {
  readonly visitor: Visitor
  readonly at: number
}

export function rememberVisitors(log: Log): VisitorMemory {
  const known = new Map<string, Known>()

  function keep(key: string, visitor: Visitor, at: number): void {
    // Put in anew, it is the youngest: the one that nobody asked for the longest goes first.
    known.delete(key)
    known.set(key, { visitor, at })
    if (known.size > KEPT_MAX) known.delete(known.keys().next().value as string)
  }

  return {
    async find(sql, now, shown) {
      const key = shown.authorization ?? shown.session
      try {
        const found = await findVisitor(sql, now, shown)
        if (key !== null && found && !(found instanceof Problem)) keep(key, found, now)
        else if (key !== null) known.delete(key)
        return found
      } catch (error) {
        log.error('the directory does not answer', { error: String(error) })
        const last = key === null ? undefined : known.get(key)
        return last && now - last.at < KEPT_MS ? { ...last.visitor, ...addressOf(shown) } : problem('directory-away')
      }
    },
    forget: () => known.clear(),
  }
}

const addressOf = ({ address }: Shown) => address !== undefined && { address }
