/** Takes an invitation up; the workspace it is to is the one that this browser works in from then on. */
import { post } from '../../api/queries.ts'
import type { Membership } from '../../api/types.ts'
import { chooseWorkspace, forgetWorkspace } from '../../api/workspace.ts'
import { dropInvitation } from '../../auth/held-invitation.ts'

interface Joining {
  readonly invitation: string
  readonly name?: string
  readonly email?: string
  readonly password?: string
}

/** @returns the address that the person signs in with. @throws ApiError */
export async function takeUp(joining: Joining): Promise<string> {
  // One that somebody else chose in this browser would be refused.
  forgetWorkspace()
  const { data } = await post<{ data: { workspace: Membership; email: string } }>('/join', joining)
  chooseWorkspace(data.workspace.id)
  dropInvitation()
  return data.email
}
