import type { Need } from './candidate.ts'

/** Fewer say nothing of the next one. */
const SESSIONS_MIN = 5

/** What sessions used, told as what the next one may: at the half and at nine tenths of them. Undefined where they are few. */
export function measureNeed(credits: readonly number[]): Need | undefined {
  const used = credits.filter(each => each > 0).sort((a, b) => a - b)
  if (used.length < SESSIONS_MIN) return undefined
  const at = (share: number) => Math.round(used[Math.min(used.length - 1, Math.floor(share * used.length))] ?? 0)
  return { typical: at(0.5), high: at(0.9), sessions: used.length }
}
