import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'unknown-timezone': (d: { timezone: string }) => ({
    status: 400,
    error: `"${d.timezone}" is no time zone.`,
    suggestion: 'Give a name like Asia/Jakarta or Europe/Berlin.',
  }),
})
