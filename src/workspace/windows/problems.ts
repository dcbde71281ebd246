import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'preset-not-found': (d: { id: string; known: readonly string[] }) => ({
    status: 404,
    error: `There is no preset "${d.id}".`,
    suggestion: `These are there: ${d.known.join(', ')}.`,
  }),
})
