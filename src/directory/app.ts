/** The directory as an application: its routes, one call each. */
import { Problem } from '../core/problem.ts'
import { refuseAccess } from '../http/access.ts'
import { type Mounted, mount } from '../http/mount.ts'
import { problemText, successText } from '../http/render.ts'
import type { Route } from '../http/route.ts'
import type { Clock, Log } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'
import type { DirectoryCall, Membership, OnChange, SignIn, Visitor } from './call.ts'
import { principalOf } from './principal.ts'
import { problem } from './problems.ts'
import { directoryRoutes } from './routes.ts'

export interface DirectoryParts {
  readonly sql: DirectorySql
  readonly clock: Clock
  readonly log: Log
  /** `https://paas.example.org`; null while the server serves its own machine only. */
  readonly url: string | null
  readonly signIn: SignIn | null
  /** After a change of who belongs to a workspace, or may speak for it. */
  readonly onChange: OnChange
}

export interface DirectoryCaller {
  readonly visitor: Visitor | null
  readonly membership: Membership | null
}

export function openDirectory({ sql, clock, log, url, signIn, onChange }: DirectoryParts): Mounted<DirectoryCaller> {
  return mount<DirectoryCaller>({
    routes: directoryRoutes,
    refuse,
    log,
    async perform({ route, input, caller }, requestId) {
      const told: (void | Promise<void>)[] = []
      const call: DirectoryCall = {
        sql,
        now: clock(),
        url,
        signIn,
        ...caller,
        changed: (workspace, note) => told.push(onChange(workspace, note, caller.visitor)),
      }
      const answer: object = await route.run(call, input)
      await Promise.all(told)
      if (answer instanceof Problem) return { status: answer.text.status, text: problemText(answer, requestId) }
      return { status: route.status ?? 200, text: successText(answer) }
    },
  })
}

function refuse(route: Route, { visitor, membership }: DirectoryCaller): Problem | null {
  if (route.needs === 'public') return null
  if (!visitor) return problem('sign-in-needed')
  // A token that was stolen makes no other, and lets nobody in.
  if (visitor.scopes && route.method !== 'GET') return problem('tokens-make-no-tokens')
  if (route.needs === 'signed-in') return null
  if (!membership) return problem('no-workspace')
  return refuseAccess(route, principalOf(visitor, membership))
}
