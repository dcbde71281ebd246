import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'snapshot-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no snapshot ${d.id}.`,
    suggestion: 'GET /api/snapshots lists them.',
  }),
})
