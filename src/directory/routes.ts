/** The directory's routes: people, invitations, tokens, workspaces. Beside them stands sign-in itself, under /api/auth. */
import { z } from 'zod'
import { isAtLeast } from '../http/access.ts'
import { type Route, type RouteSpec, route } from '../http/route.ts'
import { many, one } from '../http/shapes.ts'
import type { DirectoryCall, Membership, Visitor } from './call.ts'
import {
  getOpenInvitation,
  type Invitation,
  invite,
  isAnybodyThere,
  listInvitations,
  revokeInvitation,
} from './invitations.ts'
import { join } from './join.ts'
import { changeRole, listMembers, type Member, removeMember } from './members.ts'
import { problem } from './problems.ts'
import {
  byPerson,
  byRow,
  bySignIn,
  createdInvitation,
  createdToken,
  invitation,
  invitationSeen,
  invitationWish,
  joined,
  joining,
  me,
  member,
  memberChange,
  membership,
  newInvitation,
  newToken,
  newWorkspace,
  signInRow,
  signInWays,
  token,
  workspaceChange,
} from './schema.ts'
import { endSignIn, hasSecondFactor, listSignIns } from './sign-ins.ts'
import { createToken, listTokens, revokeToken, type TokenRow } from './tokens.ts'
import { createWorkspace, renameWorkspace } from './workspaces.ts'

type Shape = z.ZodType | undefined
type Spec<P extends Shape, Q extends Shape, B extends Shape> = RouteSpec<P, Q, B, DirectoryCall, Promise<object>>

const asked = <P extends Shape = undefined, Q extends Shape = undefined, B extends Shape = undefined>(
  spec: Spec<P, Q, B>,
): Route => route(spec as unknown as RouteSpec<P, Q, B>)

/** The mount has asked for it before. */
const membershipOf = ({ membership: found }: DirectoryCall): Membership => {
  if (!found) throw problem('no-workspace')
  return found
}
const visitorOf = ({ visitor }: DirectoryCall): Visitor => {
  if (!visitor) throw problem('sign-in-needed')
  return visitor
}

export const directoryRoutes: readonly Route[] = [
  asked({
    method: 'GET',
    path: '/api/sign-in',
    needs: 'public',
    summary: 'How people sign in here',
    answer: signInWays,
    run: async ({ sql, signIn }) => ({
      mode: signIn ? 'public' : 'local',
      first_run: signIn !== null && !(await isAnybodyThere(sql)),
      providers: [...(signIn?.providers ?? [])],
    }),
  }),
  asked({
    method: 'GET',
    path: '/api/me',
    needs: 'signed-in',
    summary: 'Who asks, and the workspaces that they belong to',
    answer: one(me),
    run: async call => {
      const { person, via, scopes, memberships } = visitorOf(call)
      return {
        data: {
          mode: call.signIn ? 'public' : 'local',
          person,
          via: via ?? null,
          scopes: scopes ?? null,
          two_factor: await hasSecondFactor(call.sql, person.id),
          workspace: call.membership && toWire(call.membership),
          workspaces: memberships.map(toWire),
        },
      }
    },
  }),
  asked({
    method: 'GET',
    path: '/api/me/sign-ins',
    needs: 'signed-in',
    summary: 'Where you are signed in',
    answer: many(signInRow),
    run: async call => ({ data: await listSignIns(call, visitorOf(call)) }),
  }),
  asked({
    method: 'DELETE',
    path: '/api/me/sign-ins/{id}',
    needs: 'signed-in',
    summary: 'Sign out somewhere else',
    params: bySignIn,
    answer: z.object({ id: z.string() }),
    run: async (call, { params }) => {
      await endSignIn(call, visitorOf(call), params.id)
      return params
    },
  }),
  asked({
    method: 'POST',
    path: '/api/workspaces',
    needs: 'signed-in',
    summary: 'A workspace of your own: its accounts, sessions and people are apart from every other',
    body: newWorkspace,
    answer: one(membership),
    status: 201,
    run: async (call, { body }) => {
      visitorOf(call)
      return { data: toWire(await createWorkspace(call, body.name)) }
    },
  }),
  asked({
    method: 'PATCH',
    path: '/api/workspace',
    needs: 'admin',
    summary: 'Rename this workspace',
    body: workspaceChange,
    answer: one(membership),
    run: async (call, { body }) => {
      const found = membershipOf(call)
      await renameWorkspace(call, found.workspace, body.name)
      return { data: toWire({ ...found, name: body.name }) }
    },
  }),
  asked({
    method: 'GET',
    path: '/api/members',
    summary: 'Who belongs to this workspace',
    answer: many(member),
    run: async call => {
      const { workspace, role } = membershipOf(call)
      const { id } = visitorOf(call).person
      const seesAll = isAtLeast(role, 'admin')
      const members = await listMembers(call.sql, workspace)
      return { data: members.map(each => toMember(each, seesAll || each.id === id)) }
    },
  }),
  asked({
    method: 'PATCH',
    path: '/api/members/{person}',
    needs: 'admin',
    summary: "Change a member's role",
    params: byPerson,
    body: memberChange,
    answer: one(member),
    run: async (call, { params, body }) => {
      const { workspace } = membershipOf(call)
      return { data: toMember(await changeRole(call, workspace, params.person, body.role), true) }
    },
  }),
  asked({
    method: 'DELETE',
    path: '/api/members/{person}',
    needs: 'viewer',
    summary: 'Remove a member, or leave; what they had open closes at once',
    params: byPerson,
    answer: z.object({ id: z.string() }),
    run: async (call, { params }) => {
      const { workspace, role } = membershipOf(call)
      const isSelf = visitorOf(call).person.id === params.person
      if (!isSelf && !isAtLeast(role, 'admin')) throw problem('no-such-member')
      await removeMember(call, workspace, params.person)
      return { id: params.person }
    },
  }),
  asked({
    method: 'GET',
    path: '/api/invitations',
    needs: 'admin',
    summary: 'Invitations to this workspace, newest first',
    answer: many(invitation),
    run: async call => {
      const rows = await listInvitations(call.sql, membershipOf(call).workspace)
      return { data: rows.map(row => toInvitation(row, call.now)) }
    },
  }),
  asked({
    method: 'POST',
    path: '/api/invitations',
    needs: 'admin',
    summary: 'Invite somebody: a link that works once',
    body: newInvitation,
    answer: createdInvitation,
    status: 201,
    run: async (call, { body }) => {
      const { workspace, name, role } = membershipOf(call)
      const { id, link, expiresAtMs, mailed } = await invite(call, { id: workspace, name, role }, body)
      return { id, link, expires_at: wire(expiresAtMs), mailed }
    },
  }),
  asked({
    method: 'DELETE',
    path: '/api/invitations/{id}',
    needs: 'admin',
    summary: 'Take an invitation back',
    params: byRow,
    answer: z.object({ id: z.number().int() }),
    run: async (call, { params }) => {
      await revokeInvitation(call, membershipOf(call).workspace, params.id)
      return { id: params.id }
    },
  }),
  asked({
    method: 'POST',
    path: '/api/invitations/look',
    needs: 'public',
    summary: 'What an invitation is to, for whoever holds its link',
    body: invitationWish,
    answer: one(invitationSeen),
    run: async ({ sql, now }, { body }) => {
      const found = await getOpenInvitation(sql, now, body.invitation)
      const { workspace_name: workspace, role, email, invited_by, expires_at_ms, is_first } = found
      const seen = { workspace, role, email, invited_by, expires_at: wire(expires_at_ms), is_first: is_first === 1 }
      return { data: seen }
    },
  }),
  asked({
    method: 'POST',
    path: '/api/join',
    needs: 'public',
    summary: 'Take up an invitation: as who has signed in, or as somebody new with a name and a password',
    body: joining,
    answer: one(joined),
    status: 201,
    run: async (call, { body }) => {
      const { workspace, email } = await join(call, body)
      return { data: { workspace: toWire(workspace), email } }
    },
  }),
  asked({
    method: 'GET',
    path: '/api/tokens',
    summary: 'Tokens of this workspace: your own; of everybody for an admin',
    answer: many(token),
    run: async call => ({ data: (await listTokens(call, membershipOf(call))).map(toToken) }),
  }),
  asked({
    method: 'POST',
    path: '/api/tokens',
    needs: 'viewer',
    summary: 'A token for a machine or a program; it is shown once',
    body: newToken,
    answer: createdToken,
    status: 201,
    run: (call, { body }) => createToken(call, membershipOf(call), body),
  }),
  asked({
    method: 'DELETE',
    path: '/api/tokens/{id}',
    needs: 'viewer',
    summary: 'Take a token back; it is worth nothing from then on',
    params: byRow,
    answer: z.object({ id: z.number().int() }),
    run: async (call, { params }) => {
      await revokeToken(call, membershipOf(call), params.id)
      return { id: params.id }
    },
  }),
]

const wire = (ms: number): string => new Date(ms).toISOString()
const wireOrNull = (ms: number | null): string | null => (ms === null ? null : wire(ms))
const toWire = ({ workspace, name, role }: Membership) => ({ id: workspace, name, role })

const toMember = ({ joined_at_ms, email, ...row }: Member, showsEmail: boolean) => ({
  ...row,
  email: showsEmail ? email : null,
  joined_at: wire(joined_at_ms),
})

function toInvitation({ id, email, role, invited_by, created_at_ms, expires_at_ms, ...row }: Invitation, now: number) {
  const ended = row.revoked_at_ms !== null ? 'revoked' : expires_at_ms <= now ? 'expired' : 'open'
  const state = row.accepted_at_ms !== null ? 'accepted' : ended
  return { id, email, role, invited_by, created_at: wire(created_at_ms), expires_at: wire(expires_at_ms), state }
}

const toToken = (row: TokenRow) => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  scopes: JSON.parse(row.scopes),
  made_by: row.person ?? (row.person_id === 'local' ? 'You' : ''),
  created_at: wire(row.created_at_ms),
  expires_at: wireOrNull(row.expires_at_ms),
  last_used_at: wireOrNull(row.last_used_at_ms),
  last_address: row.last_address,
})
