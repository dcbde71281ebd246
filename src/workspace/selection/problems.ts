import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'no-available-accounts': (d: { nextAt: string | null; retryAfterSeconds?: number }) => ({
    status: 409,
    error: 'No available accounts with sufficient credits',
    suggestion: 'Use backup accounts or wait for credit refresh',
    more: { next_at: d.nextAt },
    ...(d.retryAfterSeconds !== undefined && { retryAfterSeconds: d.retryAfterSeconds }),
  }),
})
