import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'person-not-found': (d: { id: string }) => ({
    status: 404,
    error: `Nobody "${d.id}" belongs to this workspace.`,
    suggestion: 'GET /api/people lists those who do.',
  }),
  'person-only-views': (d: { name: string }) => ({
    status: 409,
    error: `${d.name} is a viewer: nobody can hand them work.`,
    suggestion: 'Choose somebody else, or have an admin make them a member.',
  }),
})
