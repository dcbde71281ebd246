import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'identity-not-found': (d: { id: number; accountId: number }) => ({
    status: 404,
    error: `Account ${d.accountId} has no identity ${d.id}.`,
    suggestion: `GET /api/accounts/${d.accountId}/identities lists them.`,
  }),
})
