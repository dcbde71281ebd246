/** Turns what is remembered into facts that can stand in a brief: one sentence each, with its kind, place and turn. */
import { changeWords, commandWords, failureWords, fileWords, holdWords, searchWords } from './phrases.ts'
import { shorten } from './sentences.ts'
import type { BriefState, FileRecord, StatementKind } from './state.ts'
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
  answer: 1.1,
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

function statementFacts(state: BriefState): Fact[] {
  return state.statements.map(s => ({
    kind: KIND_NAME[s.k],
    section: SECTION_OF[s.k],
    turn: s.n,
    text: s.k === 'report' ? `Reported: ${s.t}` : s.t,
    bonus: BONUS[s.k] * s.w * freshness(state, s.k, s.n),
  }))
}

function fileFacts(state: BriefState, weigh: (name: string) => number): Fact[] {
  const out: Fact[] = []
  for (const file of state.files) {
    const recent = 1 - 0.4 * Math.min(1, (state.last - file.last) / Math.max(60, state.last))
    const head: Fact = {
      kind: 'files',
      section: 'files',
      turn: file.lastEdit || file.last,
      text: fileWords(file),
      bonus: (file.edits ? 1.2 : 0.8) * recent,
      group: file.path,
      head: true,
    }
    out.push(head)
    file.changes.forEach((change, i) => {
      const text = changeWords(change, weigh)
      if (!text) return
      const late = 0.85 + 0.25 * ((i + 1) / file.changes.length)
      out.push({ kind: 'file changes', section: 'files', turn: change.n, text, bonus: 1.05 * late, group: file.path })
    })
    for (const text of holdWords(likelyHolds(file, weigh), weigh))
      out.push({ kind: 'file contents', section: 'files', turn: file.last, text, bonus: 0.85, group: file.path })
  }
  return out
}

/** Of all that a file defines, the names that anything else in the session gives a reason to expect again. */
function likelyHolds(file: FileRecord, weigh: (name: string) => number): [string, string][] {
  const told = new Set(file.changes.flatMap(c => c.made))
  return file.holds
    .filter(h => !told.has(h[0]) && weigh(h[0]) > 0)
    .sort((a, b) => weigh(b[0]) - weigh(a[0]))
    .slice(0, 8)
}

/** All facts of a state but the requests themselves, which are laid out apart. */
export function factsOf(state: BriefState): Fact[] {
  const { names } = indexOf(state)
  const weigh = (name: string) => {
    const use = names.get(name.toLowerCase())
    return use ? nameWeight(use, state.turns) : 0
  }
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
