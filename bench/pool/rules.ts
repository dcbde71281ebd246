/** The rules that are compared. */
import type { Rule } from './simulate.ts'

/** Most credits first, on to the next at 90 of 100, none begun with under 50. */
export const NAIVE: Rule = {
  name: 'naive rule',
  strategy: 'most-credits',
  minCredits: 50,
  minCreditsUnderWay: 50,
  leaveAt: 10,
  knowsNeed: false,
}

/** As the workspace does it: nothing is left behind but the last credit, an account under 50 is good enough to go on with. */
const MOST_CREDITS: Rule = { ...NAIVE, name: 'most-credits', minCreditsUnderWay: 10, leaveAt: 1, knowsNeed: true }

export const BALANCED: Rule = { ...MOST_CREDITS, name: 'balanced', strategy: 'balanced', minCredits: 10 }

export const RULES: readonly Rule[] = [
  NAIVE,
  { ...NAIVE, name: 'naive, but used up', minCredits: 10, minCreditsUnderWay: 10, leaveAt: 1 },
  MOST_CREDITS,
  { ...BALANCED, name: 'expiring-first', strategy: 'expiring-first' },
  BALANCED,
]
