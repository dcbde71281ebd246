import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'plan-in-the-past': (d: { by: string }) => ({
    status: 400,
    error: `${d.by} has passed: nothing can be planned for it.`,
    suggestion: 'Say a time to come.',
  }),
})
