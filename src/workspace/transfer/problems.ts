import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'export-broken': (d: { what: string }) => ({
    status: 400,
    error: `The export does not hang together: ${d.what}. Nothing was imported.`,
    suggestion: 'Export the project anew and import that file whole.',
  }),
})
