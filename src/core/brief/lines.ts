/** For text that is no transcript: the lines that say most of the whole, in their order. */
import { cover, fill, openBoard } from './choose.ts'
import type { Fact } from './facts.ts'
import { isConstraint, isDecision, isFiller, isOpen } from './lexicon.ts'
import { scan } from './scan.ts'
import { newBriefState } from './state.ts'
import { lineCost } from './tokens.ts'
import { countTerms } from './vocabulary.ts'

/** Lines judged at most; of a longer text, the longest lines are left out first. */
const JUDGED = 6000
/** Lines of prose are told apart by their words as much as by the names in them. */
const LINE_WORDS = 0.6
/** What rules, decides or is open comes before what merely tells, up to this share of a token budget. */
const RULES_SHARE = 0.7

/**
 * The most useful lines of `text`, exactly as they stand and in their order: at most `lines` of them, or as many as fit in
 * `tokens`. Every line is weighed by what it adds; rules, decisions and open problems count more.
 */
export function chooseLines(text: string, limit: { lines: number } | { tokens: number }): string[] {
  const state = newBriefState()
  let lines = text.split(/\r?\n/).filter(l => l.trim().length > 1)
  if (lines.length > JUDGED) {
    const step = lines.length / JUDGED
    lines = Array.from({ length: JUDGED }, (_, i) => lines[Math.floor(i * step)]!)
  }
  for (const line of lines) {
    const found = { names: [], words: [] }
    scan(line, found, 0, Math.min(line.length, 2000))
    state.turns++
    countTerms(state, found, 'speech')
  }
  const facts = lines.map((line, i): Fact => {
    const said = line.slice(0, 600)
    const rule = isConstraint(said) || isDecision(said) || isOpen(said)
    return {
      kind: 'line',
      section: 'findings',
      turn: i,
      text: said,
      bonus: (rule ? 1.5 : 1) * (isFiller(said) ? 0.5 : 1),
      firm: rule,
    }
  })
  const board = openBoard(state, facts, LINE_WORDS)
  cover(state, board, '')
  if ('lines' in limit) fill(board, Infinity, () => true, Math.max(0, Math.floor(limit.lines)))
  else {
    const spent = fill(board, limit.tokens * RULES_SHARE, item => item.fact.firm === true)
    fill(board, limit.tokens - spent, item => lineCost(lines[item.fact.turn]!) <= limit.tokens)
  }
  let chosen = board.items.filter(i => i.chosen).map(i => lines[i.fact.turn]!)
  if ('tokens' in limit) {
    let left = limit.tokens
    chosen = chosen.filter(l => {
      left -= lineCost(l)
      return left >= 0
    })
  }
  return chosen
}
