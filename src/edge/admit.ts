/** Who a request is from: the person at this machine, somebody who has signed in, a token, or nobody. */
import type { Problem } from '../core/problem.ts'
import { LOCAL_PERSON, type Membership, type Visitor } from '../directory/call.ts'
import type { ReadSession } from '../directory/session-cookie.ts'
import { listWorkspaces } from '../directory/workspaces.ts'
import { problem as notHere } from '../http/problems.ts'
import type { Clock } from '../platform/call.ts'
import type { DirectorySql } from '../platform/directory-sql.ts'
import { refuseElsewhere, refuseForeign, refuseUnsaid } from './guard.ts'
import type { VisitorMemory } from './remember-visitors.ts'

const LOOPBACK = /^(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)$/

export const isLoopback = (address: string | undefined): boolean => address !== undefined && LOOPBACK.test(address)

export interface Gate {
  readonly sql: DirectorySql
  readonly clock: Clock
  readonly visitors: VisitorMemory
  /** Where people open the server; null while it serves its own machine only, which needs no sign-in. */
  readonly url: string | null
  readonly readSession: ReadSession | null
  /** What only the person at the machine can read: by it a command is told apart from a proxy on the same machine. */
  readonly localKey: string | null
}

export const DEFAULT: Membership = { workspace: 'default', name: 'Workspace', role: 'owner' }
export const AT_THE_MACHINE: Visitor = { person: LOCAL_PERSON, memberships: [DEFAULT] }

/**
 * @param address of the other end: a name in a header proves nothing.
 * @returns null where nobody has signed in; a Problem where what is shown, or where it comes from, is refused.
 */
export function admit(gate: Gate, request: Request, address: string | undefined): Admitted | Promise<Admitted> {
  const { headers } = request
  const authorization = headers.get('authorization')
  if (gate.url === null) {
    const refused = refuseForeign(headers)
    if (authorization === null)
      return refused ?? (isLoopback(address) ? atTheMachine(gate, headers) : notHere('foreign-host'))
  } else {
    const refused = refuseElsewhere(headers, gate.url)
    if (refused) return refused
  }
  if (authorization !== null && isLoopback(address) && isSame(authorization, gate.localKey))
    return atTheMachine(gate, headers)
  return lookUp(gate, request, authorization, address)
}

export type Admitted = Visitor | Problem | null

async function lookUp(gate: Gate, request: Request, authorization: string | null, address: string | undefined) {
  const cookie = request.headers.get('cookie')
  const session = authorization === null && gate.readSession ? await gate.readSession(cookie) : null
  if (session !== null) {
    const refused = refuseUnsaid(request)
    if (refused) return refused
  }
  return gate.visitors.find(gate.sql, gate.clock(), { authorization, session, address })
}

/** Names the directory only where another workspace than the first is meant. */
function atTheMachine({ sql }: Gate, headers: Headers): Visitor | Promise<Visitor> {
  const wanted = headers.get('paas-workspace')
  if (wanted === null || wanted === DEFAULT.workspace) return AT_THE_MACHINE
  return listWorkspaces({ sql }).then(memberships => ({ ...AT_THE_MACHINE, memberships }))
}

/** How long it takes tells nothing of where they differ. */
function isSame(authorization: string, key: string | null): boolean {
  const said = /^Bearer (\S+)$/i.exec(authorization)?.[1]
  if (key === null || said === undefined || said.length !== key.length) return false
  let different = 0
  for (let i = 0; i < key.length; i++) different |= said.charCodeAt(i) ^ key.charCodeAt(i)
  return different === 0
}
