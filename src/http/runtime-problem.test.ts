import { expect, test } from 'vitest'
import { findProblem } from './runtime-problem.ts'

test.each([
  ['Error: string or blob too big: SQLITE_TOOBIG', 'too-large-for-a-row'],
  ['Error: database or disk is full: SQLITE_FULL', 'storage-full'],
  ['Error: Exceeded allowed rows written in Durable Objects free tier.', 'allowance-used-up'],
  ['Error: Exceeded allowed volume of requests in Durable Objects free tier.', 'allowance-used-up'],
])('%s is told as %s', (message, code) => {
  expect(findProblem(message)?.code).toBe(code)
})

test('a fault of ours is none of them', () => {
  for (const message of [
    'TypeError: x is not a function',
    'Error: statement too long at offset 207: SQLITE_TOOBIG',
    'Error: too many SQL variables: SQLITE_ERROR',
  ])
    expect(findProblem(message)).toBeNull()
})
