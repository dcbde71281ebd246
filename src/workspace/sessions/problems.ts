import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'session-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no session ${d.id}.`,
    suggestion: 'GET /api/sessions lists them.',
  }),
})
