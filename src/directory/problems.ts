/** What can be wrong with a person, a membership, an invitation or a token. */
import { problemsOf } from '../core/problem.ts'

export const problem = problemsOf({
  'sign-in-closed': () => ({
    status: 409,
    error: 'Nobody can sign in here: this server serves its own machine only.',
    suggestion: 'Start it with PAAS_URL=https://<the address that people open>; docs/guide/teams.md says how.',
  }),
  'no-workspace': () => ({
    status: 403,
    error: 'You belong to no workspace here.',
    suggestion: 'Ask somebody for an invitation, or make a workspace of your own: POST /api/workspaces.',
  }),
  'no-such-workspace': () => ({
    status: 404,
    error: 'There is no such workspace, or you do not belong to it.',
    suggestion: 'GET /api/me lists yours.',
  }),
  'too-many-workspaces': (d: { max: number }) => ({
    status: 409,
    error: `You own ${d.max} workspaces, the most a person may.`,
    suggestion: 'Use one of them, or leave one.',
  }),
  'no-such-member': () => ({
    status: 404,
    error: 'There is no such member in this workspace.',
    suggestion: 'GET /api/members lists them.',
  }),
  'last-owner': () => ({
    status: 409,
    error: 'A workspace keeps at least one owner.',
    suggestion: 'Make another member an owner first.',
  }),
  'owners-only': () => ({
    status: 403,
    error: 'Only an owner may make, change or remove owners.',
    suggestion: 'Ask an owner of the workspace.',
  }),
  'already-a-member': () => ({
    status: 409,
    error: 'This person is a member of the workspace already.',
    suggestion: 'Change the role: PATCH /api/members/{id}.',
  }),
  'no-such-invitation': () => ({
    status: 404,
    error: 'This invitation is not known, was used, was taken back or is too old.',
    suggestion: 'Ask for a new one; each link works once.',
  }),
  'invited-as-another': () => ({
    status: 403,
    error: 'This invitation is for another e-mail address.',
    suggestion: 'Sign in with the address it was sent to, or ask for one without an address.',
  }),
  'person-exists': () => ({
    status: 409,
    error: 'Somebody with this e-mail address can sign in here already.',
    suggestion: 'Sign in, then open the invitation again.',
  }),
  'email-missing': () => ({
    status: 400,
    error: 'This invitation names no e-mail address: say yours.',
    suggestion: 'Send `email` along.',
  }),
  'details-missing': () => ({
    status: 400,
    error: 'Somebody new says a name and a password.',
    suggestion: 'Send `name` and `password` (10 characters or more), or sign in first.',
  }),
  'sign-up-refused': (d: { reason: string }) => ({
    status: 400,
    error: d.reason,
    suggestion: 'Choose another password, or correct the address.',
  }),
  'no-such-sign-in': () => ({
    status: 404,
    error: 'You are not signed in there, or no more.',
    suggestion: 'GET /api/me/sign-ins lists where you are.',
  }),
  'no-such-token': () => ({
    status: 404,
    error: 'There is no such token of yours in this workspace.',
    suggestion: 'GET /api/tokens lists them.',
  }),
  'wider-than-yourself': (d: { scope: string }) => ({
    status: 403,
    error: `Your role does not reach as far as the scope ${d.scope}.`,
    suggestion: 'Give the token fewer scopes.',
  }),
  'tokens-make-no-tokens': () => ({
    status: 403,
    error: 'A token cannot make tokens, invite or change members.',
    suggestion: 'Sign in as a person, or use the machine of the server.',
  }),
  'unknown-token': () => ({
    status: 401,
    error: 'This token is not known, has expired or was taken back.',
    suggestion:
      'On the machine of the server, `paas devices --add <name>` gives a machine a new one, `paas tokens --add <name>` a program; or the page People.',
  }),
  'pages-are-for-people': () => ({
    status: 403,
    error: 'A token is for programs: it opens no page, and one that only pushes hears nothing.',
    suggestion: 'Sign in to see the dashboard; a program reads /api/… with the scope read.',
  }),
  'sign-in-needed': () => ({
    status: 401,
    error: 'This needs somebody who has signed in.',
    suggestion: 'Sign in on the dashboard, or send `Authorization: Bearer paas_…` with a token.',
  }),
})
