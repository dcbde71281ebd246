import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'turn-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no turn with the id ${d.id}.`,
    suggestion: 'GET /api/conversation?session_id=N lists those of a session.',
  }),
  'turn-number-taken': (d: { n: number; next: number }) => ({
    status: 409,
    error: `The conversation is already past turn ${d.n}.`,
    suggestion: `Leave turn_number out, or give ${d.next}.`,
  }),
})
