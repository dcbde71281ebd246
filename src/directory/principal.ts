/** As whom somebody acts, and in which workspace. */
import type { Problem } from '../core/problem.ts'
import type { Principal } from '../platform/call.ts'
import type { Membership, Visitor } from './call.ts'
import { problem } from './problems.ts'

/** As whom a visitor acts in a workspace. */
export function principalOf({ person, via, scopes, device, address }: Visitor, { role }: Membership): Principal {
  return {
    id: person.id,
    name: device ?? person.name,
    role,
    ...(scopes && { scopes }),
    ...(via !== undefined && { via }),
    ...(device !== undefined && { device }),
    ...(address !== undefined && { address }),
  }
}

/** The workspace that a request means: the one it names, else the first that the visitor belongs to. */
export function membershipFor(visitor: Visitor, wanted: string | null): Membership | Problem | null {
  if (wanted === null) return visitor.memberships[0] ?? null
  return visitor.memberships.find(({ workspace }) => workspace === wanted) ?? problem('no-such-workspace')
}
