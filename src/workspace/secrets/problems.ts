import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'no-key-kept': (d: { accountId: number }) => ({
    status: 404,
    error: `No key of account ${d.accountId} is kept here.`,
    suggestion: `Keep one: \`paas key set ${d.accountId}\`, or POST /api/accounts/${d.accountId}/key.`,
  }),
  'key-rotated-meanwhile': () => ({
    status: 409,
    error: 'The key that secrets are sealed with was changed at this very moment. Nothing was kept.',
    suggestion: 'Send the request again.',
  }),
})
