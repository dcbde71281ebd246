/** What accounts are compared by, and each strategy's order of it. */
import type { Candidate, Strategy, Wish } from './candidate.ts'
import type { SkillMatch } from './normalise-skill.ts'
import { spanText } from './span-text.ts'
import type { Weight } from './weigh-balanced.ts'

export interface Weighed {
  readonly candidate: Candidate
  readonly match: SkillMatch
  readonly weight: Weight
}

export interface Criterion {
  /** Less comes first. */
  readonly of: (weighed: Weighed) => number
  /** Its figure, in words that stand by themselves: `80 credits`. */
  readonly says: (weighed: Weighed, wish: Wish) => string
}

const MATCH_ORDER: Record<SkillMatch, number> = { all: 0, some: 1, unspecialized: 2, other: 3 }

const match: Criterion = {
  of: ({ match }) => MATCH_ORDER[match],
  says: ({ candidate: { specialization } }) => (specialization?.trim() ? `for ${specialization}` : 'no specialization'),
}
const credits: Criterion = {
  of: ({ candidate }) => -candidate.creditsAvailable,
  says: ({ candidate }) => `${candidate.creditsAvailable} credits`,
}
const recent: Criterion = {
  of: ({ candidate }) => candidate.recentSessions,
  says: ({ candidate }) => `${candidate.recentSessions} sessions since its last reset`,
}
const status: Criterion = {
  of: ({ candidate }) => (candidate.status === 'available' ? 0 : 1),
  says: ({ candidate }) => candidate.status,
}
const lastUsed: Criterion = {
  of: ({ candidate }) => candidate.lastUsedAt ?? Number.NEGATIVE_INFINITY,
  says: ({ candidate: { lastUsedAt } }, { now }) =>
    lastUsedAt === null ? 'never used' : `last used ${spanText(now - lastUsedAt)} ago`,
}
const id: Criterion = {
  of: ({ candidate }) => candidate.id,
  says: ({ candidate }) => `number ${candidate.id}`,
}
const losesAt: Criterion = {
  of: ({ candidate }) => (candidate.lostAtReset > 0 ? candidate.losesAt : null) ?? Number.POSITIVE_INFINITY,
  says: ({ candidate: { lostAtReset, losesAt } }, { now }) =>
    lostAtReset > 0 && losesAt !== null
      ? `${lostAtReset} credits lost in ${spanText(losesAt - now)} if nobody uses them`
      : 'nothing lost at a reset',
}
const lost: Criterion = { of: ({ candidate }) => -candidate.lostAtReset, says: losesAt.says }
const sticky: Criterion = {
  of: ({ candidate }) => (candidate.sticky ? 0 : 1),
  says: ({ candidate }) =>
    candidate.sticky
      ? 'worked last in this project, its prompt cache may be warm'
      : 'did not work last in this project',
}
const cost: Criterion = {
  of: ({ weight }) => weight.cost,
  says: ({ weight }) => `costs ${rounded(weight.cost)} credits`,
}

const rounded = (value: number) => Math.round(value * 10) / 10

/** As specified: match, credits, recent usage, status, last used. */
const SPECIFIED = [credits, recent, status, lastUsed, id]

export const ORDERS: Record<Strategy, readonly Criterion[]> = {
  'most-credits': [match, ...SPECIFIED],
  'expiring-first': [match, losesAt, lost, sticky, ...SPECIFIED],
  balanced: [match, cost, sticky, ...SPECIFIED],
}
