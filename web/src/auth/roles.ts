/** What somebody's role reaches: each role may what those before it may. */
import { ROLES, type Role, type Scope } from '../api/types.ts'

export const isAtLeast = (role: Role, least: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(least)

/** The least role that a token's scope takes. */
export const LEAST: Readonly<Record<Scope, Role>> = {
  push: 'member',
  read: 'viewer',
  write: 'member',
  manage: 'admin',
  move: 'owner',
}
