/** Why an account was chosen, and why another comes after it: the criteria with their numbers, in words for people. */
import type { Candidate, Wish } from './candidate.ts'
import { ORDERS, type Weighed } from './criteria.ts'
import { spanText } from './span-text.ts'

export function reasonsFor(chosen: Weighed, wish: Wish): string[] {
  const { candidate } = chosen
  return [
    ...(wish.specialization?.trim() ? [skillReason(chosen, wish.specialization.trim())] : []),
    ...STRATEGY_REASONS[wish.strategy](chosen, wish),
    ...knownReasons(candidate, wish),
    `${candidate.recentSessions} sessions since its last reset`,
  ]
}

/** The first criterion by which it comes after the chosen one, then what is known of it. */
export function reasonsBehind(runner: Weighed, chosen: Weighed, wish: Wish): string[] {
  const decided = ORDERS[wish.strategy].find(({ of }) => of(runner) !== of(chosen))
  const behind = decided
    ? [`behind ${chosen.candidate.account_name}: ${decided.says(runner, wish)} against ${decided.says(chosen, wish)}`]
    : []
  return [...behind, ...knownReasons(runner.candidate, wish)]
}

function skillReason({ match, candidate }: Weighed, wanted: string): string {
  if (match === 'all') return `made for ${wanted}`
  if (match === 'some') return `made for a part of ${wanted} (${candidate.specialization})`
  if (match === 'unspecialized') return `no account for ${wanted} is free; this one has no specialization`
  return `no account for ${wanted} is free, nor one without specialization; this one is for ${candidate.specialization}`
}

const STRATEGY_REASONS: Record<Wish['strategy'], (chosen: Weighed, wish: Wish) => string[]> = {
  'most-credits': ({ candidate }, { minCredits }) => [
    `${candidate.creditsAvailable} credits, the most among those free (asked for ${minCredits})`,
  ],
  'expiring-first': ({ candidate }, { now }) => [
    lossText(candidate, now, ', the first to be lost among those free'),
    `${candidate.creditsAvailable} credits`,
  ],
  balanced: ({ candidate, weight }, { now, need }) => [
    `costs ${rounded(weight.cost)} credits, the least among those free: ${rounded(weight.kept)} that would have kept, ` +
      `${rounded(weight.rotation)} for a rotation, ${rounded(weight.unfinished)} for sessions that do not finish` +
      (weight.warmCache > 0 ? `, less ${weight.warmCache} for a warm prompt cache` : ''),
    lossText(candidate, now, ''),
    `${candidate.creditsAvailable} credits${need ? `; ${needText(need)}` : ''}`,
  ],
}

function lossText({ lostAtReset, losesAt }: Candidate, now: number, first: string): string {
  if (losesAt === null || lostAtReset <= 0) return 'nothing of it is lost at a reset'
  return `${lostAtReset} credits are lost in ${spanText(losesAt - now)} if nobody uses them${first}`
}

const needText = ({ typical, high, sessions }: NonNullable<Wish['need']>) =>
  `such sessions use ${typical}, one in ten over ${high} (${sessions} sessions)`

function knownReasons({ learned, sticky }: Candidate, { sessionType }: Wish): string[] {
  const type = sessionType ? `${sessionType} ` : ''
  return [
    ...(learned ? [`${learned.finished} of ${learned.sessions} ${type}sessions finished on it`] : []),
    ...(sticky ? ['worked last in this project: its prompt cache may be warm'] : []),
  ]
}

const rounded = (value: number) => Math.round(value * 10) / 10
