import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'identity-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no identity ${d.id}.`,
    suggestion: 'GET /api/accounts/{id}/identities lists those of an account.',
  }),
})
