import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'project-not-found': (d: { id: number }) => ({
    status: 404,
    error: `There is no project ${d.id}.`,
    suggestion: 'GET /api/projects lists them.',
  }),
  'project-place-taken': (d: { place: string; id: number }) => ({
    status: 409,
    error: `The folder ${d.place} already belongs to project ${d.id}.`,
    suggestion: 'Change that project, or give another folder.',
  }),
  'thresholds-out-of-order': (d: { prepare: number; warn: number; rotate: number }) => ({
    status: 400,
    error: `Prepare at ${d.prepare} %, warn at ${d.warn} %, rotate at ${d.rotate} %: these are out of order. Nothing was changed.`,
    suggestion: 'Let prepare_percent ≤ warn_percent ≤ rotate_percent (90 where it is not set).',
  }),
})
