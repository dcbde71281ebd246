/** Says what a brief holds and what it left out. */
import { type Board, gainOf, type Weighed } from './choose.ts'
import type { Block } from './layout.ts'
import type { BriefReport } from './request.ts'
import type { BriefState } from './state.ts'
import { countTokens } from './tokens.ts'

/** What of `state` stands in the brief and what does not, the largest first. */
export function reportOf(state: BriefState, board: Board, markdown: string, budget: number, block: Block): BriefReport {
  const kept: Record<string, number> = {}
  const dropped: Record<string, number> = {}
  const left: Weighed[] = []
  for (const item of board.items) {
    const into = item.chosen ? kept : dropped
    into[item.fact.kind] = (into[item.fact.kind] ?? 0) + 1
    if (!item.chosen) left.push(item)
  }
  const requests =
    block.asks.length + block.rules.length + block.next.filter(l => l.startsWith('- The last request')).length
  if (requests) kept['requests'] = requests
  const unsaid = block.requests - requests
  if (unsaid > 0) dropped['requests'] = unsaid
  let all = 0
  let have = 0
  board.weights.forEach((w, id) => {
    all += w
    if (board.covered[id]) have += w
  })
  const largest = left
    .map(item => ({ item, gain: gainOf(board, item) }))
    .sort((a, b) => b.gain - a.gain)
    .slice(0, 10)
    .filter(x => x.gain > 0)
  return {
    tokens: countTokens(markdown),
    budgetTokens: budget,
    kept,
    dropped,
    shortened: block.shortened,
    redacted: state.redacted,
    coverage: all > 0 ? Math.round((have / all) * 1000) / 1000 : 1,
    largestDropped: largest.map(({ item }) => ({ kind: item.fact.kind, text: item.fact.text, turn: item.fact.turn })),
  }
}
