/** How often and how lately every name and word was used, and what that promises for the turns to come. */
import type { Found } from './scan.ts'
import type { BriefState, NameUse, WordUse } from './state.ts'

export type Voice = 'speech' | 'call' | 'result'

/** A list is pruned to the first figure when it has grown past the second, so that the cost spreads over many turns. */
const NAMES_KEPT = [2400, 3800] as const
const WORDS_KEPT = [2600, 4000] as const

interface Index {
  readonly names: Map<string, NameUse>
  readonly words: Map<string, WordUse>
}

/** Look-up tables of a state; rebuilt from it when it comes back from storage. */
const INDEXES = new WeakMap<BriefState, Index>()

export function indexOf(state: BriefState): Index {
  let index = INDEXES.get(state)
  if (!index) {
    index = { names: new Map(state.names.map(u => [u[0], u])), words: new Map(state.words.map(u => [u[0], u])) }
    INDEXES.set(state, index)
  }
  return index
}

/** Counts one turn's names and words, each once: what was already met this turn bears its number. */
export function countTerms(state: BriefState, found: Found, voice: Voice): void {
  const index = indexOf(state)
  const now = state.turns
  for (const name of found.names) {
    let use = index.names.get(name)
    if (!use) {
      use = [name, 0, 0, 0, 0, -1, -1]
      index.names.set(name, use)
      state.names.push(use)
    }
    if (use[6] === now) continue
    use[1]++
    if (voice === 'call') use[2]++
    else if (voice === 'speech') use[3]++
    else use[4]++
    if (voice !== 'result') use[5] = now
    use[6] = now
  }
  for (const word of found.words) {
    let use = index.words.get(word)
    if (!use) {
      use = [word, 0, 0, -1]
      index.words.set(word, use)
      state.words.push(use)
    }
    if (use[3] === now) continue
    use[1]++
    if (voice !== 'result') use[2]++
    use[3] = now
  }
  prune(state)
}

function prune(state: BriefState): void {
  const names = state.names.length > NAMES_KEPT[1]
  const words = state.words.length > WORDS_KEPT[1]
  if (!names && !words) return
  if (names) state.names = best(state.names, NAMES_KEPT[0], u => nameWeight(u, state.turns))
  if (words) state.words = best(state.words, WORDS_KEPT[0], u => wordWeight(u, state.turns))
  INDEXES.delete(state)
}

function best<T extends [string, ...number[]]>(uses: T[], count: number, weigh: (use: T) => number): T[] {
  const ranked = uses.map(use => ({ use, w: weigh(use) }))
  ranked.sort((a, b) => b.w - a.w || (a.use[0] < b.use[0] ? -1 : 1))
  return ranked.slice(0, count).map(r => r.use)
}

const FILE = /\.[a-z]\w{0,7}$/
const HEX = /^[0-9a-f]{7,40}$/

/**
 * How much a name promises to be needed: rarity times the uses to expect. The exponents come from a Poisson regression
 * over 35 real sessions cut in the middle (November 2026): recent use counts most, then calls and speech, and what
 * only tool output ever showed counts half.
 */
export function nameWeight(use: NameUse, turns: number): number {
  const [name, seen, calls, speech, results, spoken, last] = use
  const isPath = name.includes('/')
  const isFile = !isPath && FILE.test(name)
  let log = -0.25 + 0.39 * Math.log(1 + calls) + 0.36 * Math.log(1 + speech) + 0.27 * Math.log(1 + results)
  log -= 0.6 * Math.log(3 + Math.max(0, turns - last))
  if (spoken < 0) log -= 0.7
  if (isPath) log += FILE.test(name) ? 0.2 : -0.8
  else if (isFile) log += 0.35
  else if (HEX.test(name)) log -= 0.8
  else if (name.includes('-')) log -= 0.35
  else if (/^v?\d/.test(name)) log -= 1.5
  return Math.exp(log) * Math.log(1 + turns / seen)
}

/** The same for a word. */
export function wordWeight(use: WordUse, turns: number): number {
  const [, seen, spoken, last] = use
  let log = -0.3 + 0.33 * Math.log(1 + spoken) + 0.26 * Math.log(1 + seen - spoken)
  log -= 0.35 * Math.log(3 + Math.max(0, turns - last))
  if (spoken === 0) log -= 0.75
  return Math.exp(log) * Math.log(1 + turns / seen)
}

/** Names by what they promise now, the most promising first; equals keep their order. */
export function ranked(state: BriefState, names: readonly string[]): string[] {
  const { names: uses } = indexOf(state)
  const weighed = names.map(name => {
    const use = uses.get(name.toLowerCase())
    return { name, w: use ? nameWeight(use, state.turns) : 0 }
  })
  return weighed.sort((a, b) => b.w - a.w).map(x => x.name)
}
