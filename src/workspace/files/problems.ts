import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'file-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no file ${d.id}.`,
    suggestion: 'GET /api/files lists them.',
  }),
  'file-already-there': (d: { path: string; id: number }) => ({
    status: 409,
    error: `The project already has ${d.path} (file ${d.id}).`,
    suggestion: 'Change that one instead.',
  }),
})
