/** Turns what is remembered into facts that can stand in a brief: one sentence each, with its kind, place and turn. */
import { FIRM_WEIGHT } from './fold-speech.ts'
import {
  changeWords,
  commandWords,
  failureWords,
  fileWords,
  holdWords,
  mentionGroups,
  mentionWords,
  searchWords,
  type Weigh,
} from './phrases.ts'
import type { Found } from './scan.ts'
import { shorten } from './sentences.ts'
import type { BriefState, FileRecord, Statement, StatementKind } from './state.ts'
import { statementTerms } from './statements.ts'
import { indexOf, nameWeight } from './vocabulary.ts'

export type Section =
  | 'goal'
  | 'state'
  | 'constraints'
  | 'decisions'
  | 'findings'
  | 'files'
  | 'commands'
  | 'open'
  | 'next'

export interface Fact {
  readonly kind: string
  readonly section: Section
  readonly turn: number
  readonly text: string
  /** Multiplies what its names and words are worth. */
  readonly bonus: number
  /** Facts of one group stand on the lines of their first one, which must be chosen with them. */
  readonly group?: string
  readonly head?: boolean
  /** It says of itself that it decides, explains or warns: served first. */
  readonly firm?: boolean
  /** Its names and words, where they are known already. */
  readonly terms?: Found
}

const SECTION_OF: Record<StatementKind, Section> = {
  constraint: 'constraints',
  decision: 'decisions',
  done: 'state',
  finding: 'findings',
  open: 'open',
  next: 'findings',
  earlier: 'findings',
  report: 'findings',
  answer: 'goal',
}

const BONUS: Record<StatementKind, number> = {
  constraint: 1.6,
  decision: 1.15,
  done: 1.05,
  finding: 1,
  open: 1.05,
  next: 0.8,
  earlier: 1,
  report: 0.8,
  answer: 0.95,
}

const KIND_NAME: Record<StatementKind, string> = {
  constraint: 'constraints',
  decision: 'decisions',
  done: 'done',
  finding: 'findings',
  open: 'open problems',
  next: 'findings',
  earlier: 'earlier summary',
  report: 'reports',
  answer: 'request details',
}

/** Older statements of a situation that has moved on are worth less than recent ones; what governs does not age. */
function freshness(state: BriefState, kind: StatementKind, n: number): number {
  if (kind === 'constraint' || kind === 'answer' || kind === 'earlier') return 1
  const age = (state.last - n) / Math.max(40, state.last)
  const fade = kind === 'open' || kind === 'next' ? 0.55 : kind === 'decision' ? 0.2 : 0.35
  return 1 - fade * Math.min(1, Math.max(0, age))
}

/** “Good question.” is true and tells nothing: what was only found must name something. Words beyond the usual ones. */
const TERMS_MIN: Partial<Record<StatementKind, number>> = { finding: 4, next: 4, report: 4, earlier: 4, done: 2 }

const tells = (s: Statement) => {
  const { names, words } = statementTerms(s)
  return names.length * 2 + words.length >= (TERMS_MIN[s.k] ?? 0)
}

function statementFacts(state: BriefState): Fact[] {
  return state.statements.filter(tells).map(s => ({
    kind: KIND_NAME[s.k],
    section: SECTION_OF[s.k],
    turn: s.n,
    text: s.k === 'report' ? `Reported: ${s.t}` : s.t,
    bonus: BONUS[s.k] * s.w * freshness(state, s.k, s.n),
    firm: s.w >= FIRM_WEIGHT,
    terms: statementTerms(s),
  }))
}

/** Files that a brief may tell of: those most worked on. */
const FILES_TOLD = 50

function fileFacts(state: BriefState, weigh: Weigh): Fact[] {
  const out: Fact[] = []
  // A name is told of one file: the one most worked on, of those that mention it.
  const told = new Set<string>()
  const work = (f: FileRecord) => f.edits * 2 + f.reads + (20 * f.last) / Math.max(1, state.last)
  for (const file of [...state.files].sort((a, b) => work(b) - work(a)).slice(0, FILES_TOLD)) {
    const recent = 1 - 0.4 * Math.min(1, (state.last - file.last) / Math.max(60, state.last))
    const about = { section: 'files' as const, group: file.path }
    const bonus = (file.edits ? 1.2 : 0.8) * recent
    out.push({ ...about, kind: 'files', turn: file.lastEdit || file.last, text: fileWords(file), bonus, head: true })
    file.changes.forEach((change, i) => {
      const text = changeWords(change, weigh)
      if (!text) return
      const late = 0.85 + 0.25 * ((i + 1) / file.changes.length)
      out.push({ ...about, kind: 'file changes', turn: change.n, text, bonus: 1.05 * late })
    })
    const changed = new Set(file.changes.flatMap(c => [...c.made, ...c.added]))
    const inside = holdWords(likelyHolds(file, changed, weigh), weigh)
    const others = file.mentions.filter(name => !told.has(name) && !changed.has(name))
    for (const names of mentionGroups(others, weigh)) {
      for (const name of names) told.add(name)
      inside.push(mentionWords(names))
    }
    for (const text of inside) out.push({ ...about, kind: 'file contents', turn: file.last, text, bonus: 0.85 })
  }
  return out
}

/** Of all that a file defines, the names that anything else in the session gives a reason to expect again. */
function likelyHolds(file: FileRecord, told: ReadonlySet<string>, weigh: Weigh): [string, string][] {
  return file.holds
    .filter(h => !told.has(h[0]) && weigh.of(h[0]) > 0)
    .sort((a, b) => weigh.of(b[0]) - weigh.of(a[0]))
    .slice(0, 8)
}

/** A brief of this many tokens carries about one name: names that rank lower are not worth their room in a sentence. */
const TOKENS_PER_NAME = 9

function weigher(state: BriefState, budgetTokens: number): Weigh {
  const { names } = indexOf(state)
  const known = new Map<string, number>()
  const of = (name: string) => {
    let weight = known.get(name)
    if (weight === undefined) {
      const use = names.get(name.toLowerCase())
      weight = use ? nameWeight(use, state.turns) : 0
      known.set(name, weight)
    }
    return weight
  }
  const ranked = state.names.map(use => nameWeight(use, state.turns)).sort((a, b) => b - a)
  return { of, least: ranked[Math.floor(budgetTokens / TOKENS_PER_NAME)] ?? 0 }
}

/** All facts of a state but the requests themselves, which are laid out apart; worded for a brief of this size. */
export function factsOf(state: BriefState, budgetTokens: number): Fact[] {
  const weigh = weigher(state, budgetTokens)
  const out = [...statementFacts(state), ...fileFacts(state, weigh)]
  for (const c of state.commands) {
    const text = commandWords(c)
    if (text)
      out.push({
        kind: 'commands',
        section: 'commands',
        turn: c.last,
        text,
        bonus: c.runs > 1 || c.ok === false ? 1.1 : 0.85,
      })
  }
  for (const f of state.failures) {
    if (f.solvedAt > 0) {
      if (f.text)
        out.push({ kind: 'solved failures', section: 'findings', turn: f.solvedAt, text: failureWords(f), bonus: 0.7 })
    } else
      out.push({
        kind: 'open problems',
        section: 'open',
        turn: f.n,
        text: failureWords(f),
        bonus: f.n > state.last * 0.8 ? 1.3 : 0.8,
      })
  }
  for (const s of state.searches) {
    const text = searchWords(s)
    if (text) out.push({ kind: 'searches', section: 'findings', turn: s.n, text: shorten(text, 240), bonus: 0.75 })
  }
  return out
}
