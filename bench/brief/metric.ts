/**
 * How much of what the rest of a session goes on to use stands in its brief: the measure of `bench/brief.ts`.
 * A share is 0..1; NaN where there was nothing to keep.
 */
import { countTokens } from '../../src/core/brief/tokens.ts'
import type { TurnEvent } from '../../src/core/transcript/event.ts'
import { statementsOf } from './statements.ts'
import { namesOf, type Terms, wordsOf } from './terms.ts'

/** Each term that the future needs of the past, with its weight. */
export type Need = ReadonlyMap<string, number>

/**
 * The terms of what people and the assistant say and call after the cut (not of what tools answer) which the past already
 * held. A term weighs log2(1 + uses) × its rarity among the turns of the past.
 */
export function needOf(
  past: readonly TurnEvent[],
  future: readonly TurnEvent[],
  termsOf: (text: string) => Terms,
): Need {
  const turnsWith: Terms = new Map()
  for (const { text } of past)
    for (const term of termsOf(text).keys()) turnsWith.set(term, (turnsWith.get(term) ?? 0) + 1)
  const need = new Map<string, number>()
  const said = future.filter(({ kind }) => kind !== 'tool_result' && kind !== 'summary').map(({ text }) => text)
  for (const [term, uses] of termsOf(said.join('\n'))) {
    const turns = turnsWith.get(term)
    if (turns !== undefined) need.set(term, Math.log2(1 + uses) * Math.log(1 + past.length / turns))
  }
  return need
}

/** The share of the need, by weight, that is among `terms`. */
export function recallOf(need: Need, terms: { has(term: string): boolean }): number {
  let kept = 0
  let all = 0
  for (const [term, weight] of need) {
    all += weight
    if (terms.has(term)) kept += weight
  }
  return kept / all
}

export interface Scores {
  /** Names stated in words. */
  readonly entities: number
  /** Content words stated. */
  readonly words: number
  /** Names found anywhere, code included. */
  readonly anywhere: number
  /** The share of the brief that is statements. */
  readonly stated: number
  /** The share of the person's requests that are kept. */
  readonly asks: number
}

/** What the rest of a session needs: worked out once for all methods. */
export interface Needs {
  readonly names: Need
  readonly words: Need
  readonly asks: readonly (readonly string[])[]
}

export const needsOf = (past: readonly TurnEvent[], future: readonly TurnEvent[]): Needs => ({
  names: needOf(past, future, namesOf),
  words: needOf(past, future, wordsOf),
  asks: asksOf(past),
})

export function scoresOf(brief: string, needs: Needs): Scores {
  const statements = statementsOf(brief)
  const stated = countTokens(statements.map(({ text }) => text).join('\n'))
  return {
    entities: recallOf(needs.names, new Set(statements.flatMap(({ names }) => names))),
    words: recallOf(needs.words, new Set(statements.flatMap(({ words }) => words))),
    anywhere: recallOf(needs.names, namesOf(brief)),
    stated: stated / Math.max(1, countTokens(brief)),
    asks: asksKept(brief, needs.asks),
  }
}

const ASK = { chars: 600, head: 400, tail: 200, wordsMin: 3 }
const KEPT_SHARE = 0.6
/** The request that is being worked on. */
const LAST_COUNTS = 3

/** The content words of each request that a person typed; long pastes cut to their ends. */
function asksOf(past: readonly TurnEvent[]): string[][] {
  return past
    .filter(({ human, kind, text }) => human && kind === 'text' && !text.trimStart().startsWith('[Request interrupted'))
    .map(({ text }) => text.trim())
    .map(text => (text.length > ASK.chars ? `${text.slice(0, ASK.head)} ${text.slice(-ASK.tail)}` : text))
    .map(text => [...wordsOf(text).keys()])
    .filter(words => words.length >= ASK.wordsMin)
}

/** A request is kept where 60 % of its words are in the brief. */
function asksKept(brief: string, asks: Needs['asks']): number {
  const have = wordsOf(brief)
  let kept = 0
  let all = 0
  asks.forEach((words, i) => {
    const weight = i === asks.length - 1 ? LAST_COUNTS : 1
    all += weight
    if (words.filter(word => have.has(word)).length / words.length >= KEPT_SHARE) kept += weight
  })
  return kept / all
}

/** A brief cut to a size, whole lines first, so that no method gains by running over. */
export function clip(text: string, tokens: number): string {
  const kept: string[] = []
  let used = 0
  for (const line of text.split('\n')) {
    const cost = countTokens(line) + 0.25
    if (used + cost > tokens) {
      const rest = Math.floor((tokens - used) * 4)
      return [...kept, ...(rest > 20 ? [line.slice(0, rest)] : [])].join('\n')
    }
    kept.push(line)
    used += cost
  }
  return kept.join('\n')
}
