import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'idempotency-key-reused': () => ({
    status: 422,
    error: 'This Idempotency-Key was used for another request.',
    suggestion: 'Use a new key for each new request, and the same key only to repeat one.',
  }),
  'idempotency-key-too-long': () => ({
    status: 400,
    error: 'The Idempotency-Key is longer than 200 characters.',
    suggestion: 'A UUID is long enough.',
  }),
})
