/** Who may call a route: the role it needs, and what a token's scopes leave of a role. */
import { type Problem, problemsOf } from '../core/problem.ts'
import type { Principal, Role, Scope } from '../platform/call.ts'
import type { Method } from './route.ts'

/** From the least to the most: each may what those before it may. */
const RANK: Readonly<Record<Role, number>> = { viewer: 1, member: 2, admin: 3, owner: 4 }
/** The widest role that a scope leaves. A token never acts as an owner. */
const CAP: Readonly<Record<Scope, Role | null>> = {
  push: null,
  read: 'viewer',
  write: 'member',
  manage: 'admin',
  move: null,
}

/** `public`: answered to whoever asks; `signed-in`: to every person, member of a workspace or not. */
export type Needs = Role | 'public' | 'signed-in'

export interface Guarded {
  readonly method: Method
  readonly path: string
  readonly needs?: Needs
  readonly isPush?: boolean
  readonly isMove?: boolean
}

const problem = problemsOf({
  'role-too-low': (d: { needs: Role; role: Role }) => ({
    status: 403,
    error: `This takes the role ${d.needs}; yours in this workspace is ${d.role}.`,
    suggestion: 'Ask an owner or an admin of the workspace to do it, or to give you that role.',
  }),
  'scope-too-narrow': (d: { needs: Role; scopes: readonly Scope[] }) => ({
    status: 403,
    error: `This token may ${d.scopes.join(', ')}; this takes the scope ${scopeFor(d.needs) ?? 'of a person'}.`,
    suggestion: scopeFor(d.needs)
      ? `Make a token with the scope ${scopeFor(d.needs)}: \`paas tokens --add\`, or the page People.`
      : 'Sign in as an owner: no token may do this.',
  }),
})

/** Reading takes a viewer, writing a member, where a route says nothing else. */
export const needsOf = (route: Guarded): Needs => route.needs ?? (route.method === 'GET' ? 'viewer' : 'member')

export const isAtLeast = (role: Role, needed: Role): boolean => RANK[role] >= RANK[needed]

/** @returns why the principal may not call the route; null where it may. */
export function refuseAccess(route: Guarded, principal: Principal): Problem | null {
  const needs = needsOf(route)
  if (needs === 'public' || needs === 'signed-in') return null
  const { scopes, role } = principal
  if (!isAtLeast(role, needs)) return problem('role-too-low', { needs, role })
  if (!scopes || scopes.some(scope => leaves(scope, needs))) return null
  if (route.isPush && scopes.includes('push')) return null
  if (route.isMove && scopes.includes('move')) return null
  return problem('scope-too-narrow', { needs, scopes })
}

function leaves(scope: Scope, needs: Role): boolean {
  const cap = CAP[scope]
  return cap !== null && isAtLeast(cap, needs)
}

const scopeFor = (needs: Role): Scope | undefined =>
  (['read', 'write', 'manage'] as const).find(scope => leaves(scope, needs))
