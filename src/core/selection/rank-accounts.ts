/** Which account next: those that have enough, the best first by a strategy's order, each with its reasons. */
import type { Candidate, Wish } from './candidate.ts'
import { type Criterion, ORDERS, type Weighed } from './criteria.ts'
import { reasonsBehind, reasonsFor } from './give-reasons.ts'
import { matchSkills, skillsOf } from './normalise-skill.ts'
import { weighBalanced } from './weigh-balanced.ts'

export interface Ranked {
  readonly candidate: Candidate
  readonly because: readonly string[]
}

/** At most so many; none where no account has `minCredits`. */
export function rankAccounts(candidates: readonly Candidate[], wish: Wish, atMost: number): Ranked[] {
  const order = ORDERS[wish.strategy]
  const wished = skillsOf(wish.specialization)
  const best: Weighed[] = []
  for (const candidate of candidates) {
    if (candidate.creditsAvailable < wish.minCredits) continue
    const match = wished.length > 0 ? matchSkills(wished, skillsOf(candidate.specialization)) : 'all'
    const weighed: Weighed = { candidate, match, weight: weighBalanced(candidate, wish) }
    let at = best.length
    while (at > 0 && compare(order, weighed, best[at - 1] as Weighed) < 0) at--
    if (at >= atMost) continue
    best.splice(at, 0, weighed)
    if (best.length > atMost) best.pop()
  }
  const [chosen] = best
  if (!chosen) return []
  return best.map(weighed => ({
    candidate: weighed.candidate,
    because: weighed === chosen ? reasonsFor(chosen, wish) : reasonsBehind(weighed, chosen, wish),
  }))
}

function compare(order: readonly Criterion[], a: Weighed, b: Weighed): number {
  for (const { of } of order) {
    const [x, y] = [of(a), of(b)]
    if (x !== y) return x < y ? -1 : 1
  }
  return 0
}
