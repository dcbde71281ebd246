/** Chooses facts under a budget: each time the one that adds most, per token, to what is already in. */
import type { Fact } from './facts.ts'
import { type Found, termsOf } from './scan.ts'
import type { BriefState } from './state.ts'
import { lineCost } from './tokens.ts'
import { indexOf, nameWeight, wordWeight } from './vocabulary.ts'

/** What a word is worth beside a name: less in a small brief, which has room for little more than what things are called. */
export function wordShare(budgetTokens: number): number {
  return Math.min(0.42, 0.3 + budgetTokens / 15_000)
}

/** Long lines are not favoured for being long, nor short ones for being short. */
const COST_POWER = 0.95
/** ` [t123]` and the bullet before a line. */
const DRESS_COST = 2.5

export interface Weighed {
  readonly fact: Fact
  readonly cost: number
  readonly terms: readonly number[]
  /** Below 1 where a line lists more names than it says words about them. */
  readonly credit: number
  chosen: boolean
}

export interface Board {
  readonly weights: number[]
  readonly covered: boolean[]
  readonly names: Map<string, number>
  readonly words: Map<string, number>
  readonly items: Weighed[]
  readonly heads: Map<string, Weighed>
  spent: number
  readonly wordShare: number
}

/** Share of a line's names that its words carry: a name for every two plain words, and one more. */
function creditOf(text: string, names: number): number {
  if (names < 2) return 1
  const plain = text.replace(/`[^`]*`/g, ' ').match(/(?<![\w/.-])\p{L}{2,}(?![\w/-])/gu)?.length ?? 0
  return 0.7 + 0.3 * Math.min(1, (Math.floor(plain / 2) + 1) / names)
}

export function openBoard(state: BriefState, facts: readonly Fact[], share: number): Board {
  const board: Board = {
    weights: [],
    covered: [],
    names: new Map(),
    words: new Map(),
    items: [],
    heads: new Map(),
    spent: 0,
    wordShare: share,
  }
  for (const fact of facts) {
    const item = weigh(state, board, fact)
    board.items.push(item)
    if (fact.group && fact.head) board.heads.set(fact.group, item)
  }
  return board
}

/** Gives a new term its number. */
function newTerm(board: Board, weight: number): number {
  board.covered.push(false)
  return board.weights.push(weight) - 1
}

function weigh(state: BriefState, board: Board, fact: Fact): Weighed {
  const found = fact.terms ?? termsOf(fact.text)
  const credit = creditOf(fact.text, found.names.length)
  return { fact, cost: lineCost(fact.text) + DRESS_COST, terms: termIds(state, board, found), credit, chosen: false }
}

/** Numbers of the names and words that the session knows. */
function termIds(state: BriefState, board: Board, found: Found): number[] {
  const index = indexOf(state)
  const terms: number[] = []
  for (const name of found.names) {
    let id = board.names.get(name)
    if (id === undefined) {
      const use = index.names.get(name)
      id = use ? newTerm(board, nameWeight(use, state.turns)) : -1
      board.names.set(name, id)
    }
    if (id >= 0) terms.push(id)
  }
  for (const word of found.words) {
    let id = board.words.get(word)
    if (id === undefined) {
      const use = index.words.get(word)
      id = use ? newTerm(board, wordWeight(use, state.turns) * board.wordShare) : -1
      board.words.set(word, id)
    }
    if (id >= 0) terms.push(id)
  }
  return terms
}

/** What a text that is in the brief anyway already says. */
export function cover(state: BriefState, board: Board, text: string): void {
  for (const id of termIds(state, board, termsOf(text))) board.covered[id] = true
}

/** What an item would add now. */
export function gainOf(board: Board, item: Weighed): number {
  let sum = 0
  for (const id of item.terms) if (!board.covered[id]) sum += board.weights[id]!
  return sum * item.credit * item.fact.bonus
}

const headOf = (board: Board, item: Weighed) => {
  const head = item.fact.group && !item.fact.head ? board.heads.get(item.fact.group) : undefined
  return head && !head.chosen ? head : undefined
}

function ratioOf(board: Board, item: Weighed): number {
  const head = headOf(board, item)
  if (!head) return gainOf(board, item) / item.cost ** COST_POWER
  return (gainOf(board, item) + gainOf(board, head)) / (item.cost + head.cost) ** COST_POWER
}

function take(board: Board, item: Weighed): void {
  item.chosen = true
  board.spent += item.cost
  for (const id of item.terms) board.covered[id] = true
}

/**
 * Takes the best items among those that `admits` until `room` tokens are spent or nothing adds anything. Lazy greedy:
 * what an item adds can only shrink, so a stale value is an upper bound. Returns the tokens spent.
 */
export function fill(board: Board, room: number, admits: (item: Weighed) => boolean, atMost = Infinity): number {
  const heap: { item: Weighed; ratio: number }[] = []
  for (const item of board.items) if (!item.chosen && admits(item)) heap.push({ item, ratio: ratioOf(board, item) })
  heap.sort((a, b) => b.ratio - a.ratio)
  const before = board.spent
  let taken = 0
  // A sorted list with re-insertion by binary search; items re-enter near the front, so moves stay short.
  let i = 0
  while (i < heap.length && taken < atMost) {
    const top = heap[i]!
    i++
    if (top.item.chosen) continue
    const ratio = ratioOf(board, top.item)
    if (ratio <= 0) continue
    if (i < heap.length && ratio < heap[i]!.ratio) {
      let lo = i
      let hi = heap.length
      while (lo < hi) {
        const mid = (lo + hi) >> 1
        if (heap[mid]!.ratio > ratio) lo = mid + 1
        else hi = mid
      }
      heap.splice(lo, 0, { item: top.item, ratio })
      continue
    }
    const head = headOf(board, top.item)
    const cost = top.item.cost + (head?.cost ?? 0)
    if (board.spent - before + cost > room) continue
    if (head) take(board, head)
    take(board, top.item)
    taken++
  }
  return board.spent - before
}

/** Takes the least valuable chosen item out again; the first of a group leaves last. */
export function dropWeakest(board: Board): void {
  const chosen = board.items.filter(item => item.chosen)
  let worst: Weighed | undefined
  let worth = Infinity
  for (const item of chosen) {
    const { group, head, bonus } = item.fact
    if (head && chosen.some(other => other !== item && other.fact.group === group)) continue
    const value = (item.terms.reduce((sum, id) => sum + board.weights[id]!, 0) * bonus) / item.cost
    if (value >= worth) continue
    worst = item
    worth = value
  }
  if (worst) worst.chosen = false
}
