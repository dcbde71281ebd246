/** What a runtime's own error means to whoever asked: something is full, used up, or too large. */
import type { Problem } from '../core/problem.ts'
import { problem } from './problems.ts'

/** @returns null for what is a fault of ours. */
export function findProblem(message: string): Problem | null {
  if (/string or blob too big/i.test(message)) return problem('too-large-for-a-row')
  if (/database or disk is full|SQLITE_FULL/i.test(message)) return problem('storage-full')
  // "Exceeded allowed rows written in Durable Objects free tier.", as of 2026-08; of D1 alike.
  if (/exceeded allowed .{1,40} free tier/i.test(message)) return problem('allowance-used-up')
  return null
}
