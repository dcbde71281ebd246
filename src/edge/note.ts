/** What happens in the directory, as a workspace's activity log has it. */

import type { Note, Visitor } from '../directory/call.ts'
import { principalOf } from '../directory/principal.ts'
import { PAAS, type Principal } from '../platform/call.ts'

interface Act {
  readonly action: string
  readonly subject: string
  readonly data?: Readonly<Record<string, unknown>>
}

const THINGS: Readonly<Record<string, string>> = {
  invitation: 'invitations',
  member: 'members',
  sign_in: 'members',
  token: 'tokens',
}

export function actOf({ kind, subject, data }: Note): Act {
  const [thing = ''] = kind.split('.')
  return { action: kind, subject: THINGS[thing] ? `${THINGS[thing]}/${subject}` : subject, ...(data && { data }) }
}

/** Who comes in by an invitation is nobody yet while they do: paas lets them in. */
export function actorOf(workspace: string, by: Visitor | null): Principal {
  if (!by) return PAAS
  const own = by.memberships.find(membership => membership.workspace === workspace)
  return principalOf(by, own ?? { workspace, name: '', role: 'viewer' })
}
