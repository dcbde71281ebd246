import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'workspace-not-empty': () => ({
    status: 409,
    error: 'There is work in this workspace already; the demo is only for an empty one. Nothing was changed.',
    suggestion: 'Start one beside it: PAAS_DATA_DIR=/tmp/paas-demo npm start.',
  }),
})
