/** The directory's shapes on the wire. */
import { z } from 'zod'
import { time } from '../http/shapes.ts'

export const role = z.enum(['viewer', 'member', 'admin', 'owner'])
export const scope = z.enum(['push', 'read', 'write', 'manage', 'move'])
const name = z.string().trim().min(1).max(100)
const email = z
  .email()
  .max(200)
  .transform(text => text.toLowerCase())
const personId = z.string().min(1).max(100)
const rowId = z.coerce.number().int().positive().max(Number.MAX_SAFE_INTEGER)

export const byPerson = z.object({ person: personId })
export const byRow = z.object({ id: rowId })

export const signInWays = z.object({
  mode: z.enum(['local', 'public']).describe('local: this server serves its own machine, and nobody signs in'),
  first_run: z.boolean().describe('Nobody can sign in yet: the server has printed a link for the first owner'),
  providers: z.array(z.string()).describe('github, google: as far as they are set up'),
})

export const membership = z.object({ id: z.string(), name: z.string(), role })
export const me = z.object({
  mode: z.enum(['local', 'public']),
  person: z.object({ id: personId, name: z.string(), email: z.string().nullable() }),
  via: z.string().nullable().describe('browser, or a token; null at the machine itself'),
  scopes: z.array(scope).nullable().describe('Of a token'),
  two_factor: z.boolean().describe('Whether signing in takes a code as well'),
  workspace: membership.nullable().describe('The one that a request means that names none'),
  workspaces: z.array(membership),
})

export const signInRow = z.object({
  id: z.string(),
  current: z.boolean().describe('The one that asks'),
  created_at: time,
  expires_at: time,
  address: z.string().nullable(),
  browser: z.string().nullable().describe('As it calls itself'),
})
export const bySignIn = z.object({ id: z.string().min(1).max(100) })

export const newWorkspace = z.object({ name })
export const workspaceChange = z.object({ name })

export const member = z.object({
  id: personId,
  name: z.string(),
  email: z.string().nullable().describe('For admins and for the person'),
  role,
  joined_at: time,
})
export const memberChange = z.object({ role })

export const newInvitation = z.object({
  email: email.nullish().describe('Only this address may take it up; without one, whoever has the link'),
  role: role.default('member'),
  days: z.number().int().min(1).max(30).default(7),
})
export const invitation = z.object({
  id: z.number().int(),
  email: z.string().nullable(),
  role,
  invited_by: z.string(),
  created_at: time,
  expires_at: time,
  state: z.enum(['open', 'accepted', 'revoked', 'expired']),
})
export const createdInvitation = z.object({
  id: z.number().int(),
  link: z.string().describe('Shown once; works once'),
  expires_at: time,
  mailed: z.boolean().describe('Whether it was also sent to the address'),
})

const secretToken = z.string().max(200)
export const invitationWish = z.object({ invitation: secretToken })
export const invitationSeen = z.object({
  workspace: z.string(),
  role,
  email: z.string().nullable(),
  invited_by: z.string(),
  expires_at: time,
  is_first: z.boolean(),
})
export const joining = z.object({
  invitation: secretToken,
  name: name.optional(),
  email: email.optional(),
  password: z.string().min(10).max(200).optional(),
})
export const joined = z.object({ workspace: membership, email: z.string() })

export const newToken = z.object({
  name,
  scopes: z.array(scope).min(1).max(4),
  expires_in_days: z.number().int().min(1).max(3650).nullish().describe('Never where nothing is said'),
})
export const token = z.object({
  id: z.number().int(),
  name: z.string(),
  hint: z.string().describe('Its last four characters'),
  scopes: z.array(scope),
  made_by: z.string(),
  created_at: time,
  expires_at: time.nullable(),
  last_used_at: time.nullable(),
  last_address: z.string().nullable(),
})
export const createdToken = z.object({ id: z.number().int(), token: z.string().describe('Shown once') })
