/** The front door: who asks, which workspace is meant, and on to it. It never opens a workspace's database. */
import { Problem } from '../core/problem.ts'
import type { DirectoryCaller } from '../directory/app.ts'
import { AUTH_PATH } from '../directory/auth-path.ts'
import type { Visitor } from '../directory/call.ts'
import { isDirectoryPath } from '../directory/paths.ts'
import { membershipFor, principalOf } from '../directory/principal.ts'
import { problem } from '../directory/problems.ts'
import type { Mounted } from '../http/mount.ts'
import { renderProblem } from '../http/render.ts'
import type { Principal } from '../platform/call.ts'
import { type Admitted, admit, type Gate } from './admit.ts'
import { refuseElsewhere } from './guard.ts'
import { openLimits } from './limit/limits.ts'
import { PUBLIC_PATHS } from './public-paths.ts'

type Answer = Response | Promise<Response>

export interface EdgeParts {
  readonly gate: Gate
  readonly directory: Mounted<DirectoryCaller>
  /** Signing in and out; null where nobody does. */
  readonly signIn: ((request: Request, address: string | undefined) => Promise<Response>) | null
  readonly workspace: (id: string, request: Request, principal: Principal) => Answer
  /** The built dashboard: the same for everybody, it holds nothing of anybody. */
  readonly dashboard: (request: Request) => Answer
}

export interface Edge {
  fetch(request: Request, address: string | undefined): Answer
  /** Who may listen to a workspace, and to which. */
  admitListener(request: Request, address: string | undefined): Promise<Listener | Problem>
}

export interface Listener {
  readonly workspace: string
  readonly principal: Principal
}

/** As whom a workspace's public routes are asked by nobody in particular. */
const NOBODY: Principal = { id: 'nobody', name: 'Nobody', role: 'viewer' }

export function openEdge(parts: EdgeParts): Edge {
  const { gate, directory, signIn, workspace, dashboard } = parts
  const limits = openLimits()

  function fetch(request: Request, address: string | undefined): Answer {
    const { pathname } = new URL(request.url)
    const isApi = pathname.startsWith('/api/')
    if (!isApi && gate.url !== null)
      return refuseOr(refuseElsewhere(request.headers, gate.url), () => dashboard(request))
    const now = gate.clock()
    if (gate.url !== null) {
      const tooMany =
        limits.onNetwork(address, now) ?? (isSigningIn(request, pathname) ? limits.onSigningIn(address, now) : null)
      if (tooMany) return refuse(tooMany)
    }
    if (signIn && pathname.startsWith(`${AUTH_PATH}/`)) return signIn(request, address)
    const admitted = admit(gate, request, address)
    return admitted instanceof Promise
      ? admitted.then(visitor => limited(request, pathname, visitor, address))
      : forward(request, pathname, admitted)
  }

  /** Whoever came over the network; who shows what is worth nothing soon hears nothing more of it. */
  function limited(request: Request, pathname: string, admitted: Admitted, address: string | undefined): Answer {
    const now = gate.clock()
    const isUnknown = admitted instanceof Problem && admitted.text.status === 401
    const tooMany = isUnknown
      ? limits.onRefused(address, now)
      : admitted && !(admitted instanceof Problem) && admitted.via !== undefined
        ? limits.onVisitor(admitted.signInId ?? `${admitted.person.id} ${admitted.via}`, now)
        : null
    return tooMany ? refuse(tooMany) : forward(request, pathname, admitted)
  }

  function forward(request: Request, pathname: string, admitted: Admitted): Answer {
    if (admitted instanceof Problem) return refuse(admitted)
    if (!pathname.startsWith('/api/')) {
      return admitted?.scopes ? refuse(problem('pages-are-for-people')) : dashboard(request)
    }
    const membership = admitted && membershipFor(admitted, request.headers.get('paas-workspace'))
    if (membership instanceof Problem) return refuse(membership)
    if (isDirectoryPath(pathname)) return directory.fetch(request, { visitor: admitted, membership })
    if (admitted && membership) return workspace(membership.workspace, request, principalOf(admitted, membership))
    if (PUBLIC_PATHS.has(pathname)) return workspace('default', request, NOBODY)
    return refuse(problem(admitted ? 'no-workspace' : 'sign-in-needed'))
  }

  return {
    fetch,
    admitListener: (request, address) => admitListener(gate, request, address),
  }
}

/** Of a socket that is opened, or that is looked at again. */
export async function admitListener(
  gate: Gate,
  request: Request,
  address: string | undefined,
): Promise<Listener | Problem> {
  const admitted = await admit(gate, request, address)
  if (admitted instanceof Problem) return admitted
  if (!admitted) return problem('sign-in-needed')
  return listenerOf(admitted, new URL(request.url).searchParams.get('workspace'))
}

function listenerOf(visitor: Visitor, wanted: string | null): Listener | Problem {
  const membership = membershipFor(visitor, wanted)
  if (!membership) return problem('no-workspace')
  if (membership instanceof Problem) return membership
  const principal = principalOf(visitor, membership)
  return principal.device === undefined
    ? { workspace: membership.workspace, principal }
    : problem('pages-are-for-people')
}

/** What costs a hash or a mail. */
const isSigningIn = ({ method }: Request, pathname: string): boolean =>
  method === 'POST' &&
  (/^\/api\/auth\/(?:sign-in|two-factor|request-password-reset|send-verification)/.test(pathname) ||
    pathname === '/api/join' ||
    pathname === '/api/invitations/look')

const refuse = (what: Problem): Response => renderProblem(what, crypto.randomUUID())
const refuseOr = (what: Problem | null, otherwise: () => Answer): Answer => (what ? refuse(what) : otherwise())
