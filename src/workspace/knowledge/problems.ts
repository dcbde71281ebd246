import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'knowledge-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no knowledge entry ${d.id}.`,
    suggestion: 'GET /api/knowledge lists them.',
  }),
})
