import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'identity-taken': () => ({
    status: 409,
    error: "That is known to be somebody else's.",
    suggestion: 'Ask your colleagues whose personal account it is: its owner can forget it.',
  }),
  'identity-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no identity ${d.id}.`,
    suggestion: 'GET /api/accounts/{id}/identities lists those of an account.',
  }),
})
