/** Taking up an invitation: as who has signed in, or as somebody new with a password. */
import { findRow } from '../platform/directory-sql.ts'
import type { DirectoryCall, Membership } from './call.ts'
import { getOpenInvitation, takeUp } from './invitations.ts'
import { problem } from './problems.ts'

interface Joining {
  readonly invitation: string
  readonly name?: string | undefined
  readonly email?: string | undefined
  readonly password?: string | undefined
}

export async function join(call: DirectoryCall, said: Joining): Promise<{ workspace: Membership; email: string }> {
  const { sql, now, visitor, signIn } = call
  if (!signIn) throw problem('sign-in-closed')
  const invitation = await getOpenInvitation(sql, now, said.invitation)
  const { role, workspace, workspace_name: name } = invitation
  const person =
    visitor?.via === 'browser' && visitor.person.email !== null
      ? { ...visitor.person, email: visitor.person.email }
      : await signUp(call, said, invitation.email)
  if (invitation.email !== null && invitation.email !== person.email) throw problem('invited-as-another')
  await takeUp(call, invitation, person.id, person.name)
  return { workspace: { workspace, name, role }, email: person.email }
}

async function signUp({ sql, signIn }: DirectoryCall, said: Joining, invited: string | null) {
  const email = said.email ?? invited
  if (!email) throw problem('email-missing')
  if (invited !== null && email !== invited) throw problem('invited-as-another')
  const { name, password } = said
  const find = () => findRow<{ id: string }>(sql, 'SELECT id FROM "user" WHERE email = ?', email)
  if (await find()) throw problem('person-exists')
  if (!name || !password) throw problem('details-missing')
  await signIn?.signUp({ name, email, password })
  const made = await find()
  if (!made) throw problem('person-exists')
  return { id: made.id, name, email }
}
