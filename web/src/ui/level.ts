/** How full an account is, in the words its colour stands for: under half is low, under a tenth is out. */
import type { AccountStatus } from '../api/types.ts'

export type Level = 'good' | 'low' | 'out' | 'none'

export function accountLevel(status: AccountStatus, ratio: number): Level {
  if (status === 'blocked') return 'none'
  if (status === 'exhausted' || ratio < 0.1) return 'out'
  return ratio <= 0.5 ? 'low' : 'good'
}
