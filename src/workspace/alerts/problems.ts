import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'policy-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no policy ${d.id}.`,
    suggestion: 'GET /api/policies lists them.',
  }),
  'policy-contradicts': (d: { fault: string }) => ({
    status: 400,
    error: `This does not go together: ${d.fault}.`,
    suggestion: 'docs/guide/alerts.md says which conditions take which actions and scopes.',
  }),
  'policy-is-preset': (d: { id: number }) => ({
    status: 409,
    error: `Policy ${d.id} came with the workspace.`,
    suggestion: `Switch it off instead: PATCH /api/policies/${d.id} with {"enabled": false}.`,
  }),
  'too-many-policies': (d: { max: number }) => ({
    status: 409,
    error: `There are ${d.max} policies already.`,
    suggestion: 'Delete some, or make one that looks at every account of a platform.',
  }),
  'alert-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no alert ${d.id}.`,
    suggestion: 'GET /api/alerts?show=all lists them.',
  }),
})
