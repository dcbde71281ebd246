/** Keeps the statements of a session within bounds. */
import { type Found, termsOf } from './scan.ts'
import type { BriefState, Statement, StatementKind } from './state.ts'
import { indexOf, nameWeight, wordWeight } from './vocabulary.ts'

/** Characters of statements kept; pruning runs at a quarter more. */
const KEPT_CHARS = 100_000
const sizes = new WeakMap<Statement[], number>()

/** How hard a kind resists being forgotten. */
const STAYS: Record<StatementKind, number> = {
  constraint: 6,
  decision: 1.8,
  open: 1.5,
  answer: 1.6,
  earlier: 1.3,
  done: 1.1,
  next: 0.7,
  finding: 1,
  report: 0.7,
}

const TERMS = new WeakMap<Statement, Found>()

/** The names and words of a statement; looked up once while it is in memory. */
export function statementTerms(statement: Statement): Found {
  let terms = TERMS.get(statement)
  if (!terms) {
    terms = termsOf(statement.t)
    TERMS.set(statement, terms)
  }
  return terms
}

export function remember(state: BriefState, statement: Statement): void {
  let size = sizes.get(state.statements)
  if (size === undefined) size = state.statements.reduce((sum, s) => sum + s.t.length + 30, 0)
  state.statements.push(statement)
  size += statement.t.length + 30
  if (size > KEPT_CHARS * 1.25) state.statements = forget(state)
  else sizes.set(state.statements, size)
}

/** The most promising statements per character, in their old order. */
function forget(state: BriefState): Statement[] {
  const { names, words } = indexOf(state)
  const ranked = state.statements.map((s, i) => {
    const terms = statementTerms(s)
    let worth = 0
    for (const name of terms.names) {
      const use = names.get(name)
      if (use) worth += nameWeight(use, state.turns)
    }
    for (const word of terms.words) {
      const use = words.get(word)
      if (use) worth += wordWeight(use, state.turns)
    }
    return { s, i, value: (worth * s.w * STAYS[s.k]) / (s.t.length + 40) }
  })
  ranked.sort((a, b) => b.value - a.value || b.i - a.i)
  let room = KEPT_CHARS
  const kept = ranked.filter(r => {
    room -= r.s.t.length + 30
    return room > 0
  })
  return kept.sort((a, b) => a.i - b.i).map(r => r.s)
}
