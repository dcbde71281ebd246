import { problemsOf } from '../../core/problem.ts'

export const problem = problemsOf({
  'ledger-key-used': (d: { key: string; kind: string; amount: number }) => ({
    status: 409,
    error: `The key "${d.key}" booked another entry of this account: ${d.kind}, ${d.amount} credits. Nothing was booked.`,
    suggestion: 'Give each entry a key of its own, and the same key only to the same entry.',
  }),
})
