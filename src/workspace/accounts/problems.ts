import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'account-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no account ${d.id}.`,
    suggestion: 'GET /api/accounts lists them.',
  }),
  'not-your-account': (d: { name: string; owner: string }) => ({
    status: 403,
    error: `${d.name} is a personal account of ${d.owner}: what is left on it is theirs to see and to change.`,
    suggestion: 'Choose a shared account or one of your own, or ask its owner to share it.',
  }),
  'account-is-shared': (d: { name: string }) => ({
    status: 403,
    error: `${d.name} is everybody's: only an admin of the workspace may make it their own.`,
    suggestion: 'Ask an admin, or add an account of your own.',
  }),
  'account-name-taken': (d: { name: string; id: number }) => ({
    status: 409,
    error: `An account named "${d.name}" is already there (${d.id}).`,
    suggestion: 'Give it another name, or change the one that is there.',
  }),
  'account-name-twice': (d: { name: string }) => ({
    status: 400,
    error: `The name "${d.name}" stands twice in the batch; nothing was created.`,
    suggestion: 'Give each account its own name.',
  }),
  'no-account-matched': () => ({
    status: 404,
    error: 'No account matched; nothing was changed.',
    suggestion: 'GET /api/accounts takes platform, status and specialization too, and lists what they match.',
  }),
  'account-has-sessions': (d: { id: number }) => ({
    status: 409,
    error: `Account ${d.id} has sessions or handoffs; deleting it would erase project history.`,
    suggestion: `Archive it instead: PATCH /api/accounts/${d.id} with {"archived": true}.`,
  }),
  'window-name-taken': (d: { name: string; accountId: number }) => ({
    status: 409,
    error: `Account ${d.accountId} has a window named "${d.name}" already.`,
    suggestion: `Change it: PATCH /api/accounts/${d.accountId}/windows/${d.name}.`,
  }),
  'window-not-found': (d: { name: string; accountId: number }) => ({
    status: 404,
    error: `Account ${d.accountId} has no window named "${d.name}" that was described.`,
    suggestion: `GET /api/accounts/${d.accountId}/windows lists them; POST there describes one.`,
  }),
  'main-window-stays': (d: { name: string }) => ({
    status: 409,
    error: `"${d.name}" is the main window: the credits of the account are its own. It cannot be deleted.`,
    suggestion: 'Change it, or use another preset.',
  }),
  'main-window-is-of-the-account': (d: { name: string }) => ({
    status: 400,
    error: `"${d.name}" is the main window: it holds for the whole account, is shared with none, and its capacity is known.`,
    suggestion: 'Describe another window beside it.',
  }),
  'reading-from-the-future': (d: { at: string; now: string }) => ({
    status: 400,
    error: `The reading is of ${d.at}, and it is ${d.now} now. Nothing was kept.`,
    suggestion: 'Set the clock of the machine that sent it, or leave out "at".',
  }),
  'account-leased': (d: { id: number; until: string }) => ({
    status: 409,
    error: `Account ${d.id} is claimed by someone else until ${d.until}.`,
    suggestion: 'Send the lease_id that the claim gave you, or choose another account.',
  }),
  'account-blocked': (d: { id: number }) => ({
    status: 409,
    error: `Account ${d.id} is blocked.`,
    suggestion: `Unblock it first: PATCH /api/accounts/${d.id} with {"status": "available"}.`,
  }),
  'lease-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no lease ${d.id}; it ended, was released, or became a session's.`,
    suggestion: 'POST /api/private/select-best-account with lease_seconds claims an account anew.',
  }),
})
