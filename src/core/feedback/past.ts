/** What a session left to know: the files, names and words of people that whoever takes over may come back to. */
import { termsOf } from '../brief/scan.ts'
import type { BriefState } from '../brief/state.ts'
import { sentencesOf } from './sentences.ts'

/** A thing of the past. */
export interface Known {
  readonly key: string
  readonly text: string
  /** The kind of fact that tells it, in the words of a brief's report. */
  readonly fact: string
  /** The past session's turn that told or touched it. */
  readonly turn: number
  /** The brief that was handed over states it. */
  readonly inBrief: boolean
}

/** A sentence of a person. */
export interface Said extends Known {
  readonly terms: ReadonlySet<string>
}

export interface Past {
  readonly cwd: string
  /** By path. */
  readonly files: ReadonlyMap<string, Known>
  /** By lower-case name: what the past knew the place of. */
  readonly names: ReadonlyMap<string, Known>
  readonly said: readonly Said[]
}

/** Names that stand for something in the work: no paths, versions, flags, numbers or addresses. */
const SPEAKING = /^[\p{L}_$][^/:]*$/u
const HEX = /^[0-9a-f]{7,40}$/
/** Shorter sentences say nothing by themselves: `yes, go on`. */
const SAID_TERMS = 3
/** The share of a sentence's terms that a brief must hold to have stated it. */
const STATED = 0.6

export function pastOf(state: BriefState, brief: string): Past {
  const terms = allTerms(brief)
  const files = filesOf(state, brief.toLowerCase())
  return { cwd: state.cwd, files, names: namesOf(state, files, terms), said: saidIn(state, terms) }
}

function filesOf(state: BriefState, brief: string): Map<string, Known> {
  return new Map(
    state.files.map(({ path, last }) => {
      const inBrief = brief.includes(path.toLowerCase())
      return [path, { key: `file ${path}`, text: path, fact: 'files', turn: last, inBrief }]
    }),
  )
}

function namesOf(state: BriefState, files: ReadonlyMap<string, Known>, brief: ReadonlySet<string>): Map<string, Known> {
  const names = byBaseName(files)
  const add = (name: string, fact: string, turn: number) => {
    const lower = name.toLowerCase()
    if (names.has(lower) || !SPEAKING.test(lower) || HEX.test(lower)) return
    names.set(lower, { key: `name ${lower}`, text: name, fact, turn, inBrief: brief.has(lower) })
  }
  for (const { holds, changes, last, mentions } of state.files) {
    for (const [name] of holds) add(name, 'file contents', last)
    for (const { n, made, added, near } of changes)
      for (const name of [...made, ...added, ...near]) add(name, 'file changes', n)
    for (const name of mentions) add(name, 'file contents', last)
  }
  for (const { what, n } of state.searches) for (const name of namesSought(what)) add(name, 'searches', n)
  return names
}

/** A base name that two files share says neither. */
function byBaseName(files: ReadonlyMap<string, Known>): Map<string, Known> {
  const names = new Map<string, Known>()
  const shared = new Set<string>()
  for (const [path, known] of files) {
    const base = path.slice(path.lastIndexOf('/') + 1).toLowerCase()
    if (names.has(base)) shared.add(base)
    names.set(base, known)
  }
  for (const base of shared) names.delete(base)
  return names
}

/** The names that a search pattern asks for; what follows a star is only the end of some name. */
export function namesSought(pattern: string): string[] {
  const plain = pattern
    .replace(/\\./g, ' ')
    .replace(/\.[*+]\??/g, ' ')
    .replace(/\*[\w.-]*/g, ' ')
  return termsOf(plain).names
}

/** Sentence by sentence: a long request as a whole would hold the words of any question. */
function saidIn(state: BriefState, brief: ReadonlySet<string>): Said[] {
  const said = new Map<string, Said>()
  const add = (text: string, fact: string, turn: number) => {
    for (const sentence of sentencesOf(text)) {
      const terms = allTerms(sentence)
      const key = `said ${[...terms].sort().join(' ')}`
      if (terms.size < SAID_TERMS || said.has(key)) continue
      said.set(key, { key, text: sentence, fact, turn, inBrief: shareOf(terms, brief) >= STATED, terms })
    }
  }
  for (const { k, t, n } of state.statements) if (k === 'constraint') add(t, 'constraints', n)
  for (const { t, n, re } of state.asks) {
    // A short answer means something with its question only.
    if (re) add(`${re.replace(/[?？؟]\s*$/, '')} ${t}`, 'requests', n)
    else add(t, 'requests', n)
  }
  return [...said.values()]
}

export function allTerms(text: string): Set<string> {
  const { names, words } = termsOf(text)
  return new Set([...names, ...words])
}

/** The share of `terms` that `all` holds. */
export function shareOf(terms: ReadonlySet<string>, all: ReadonlySet<string>): number {
  let held = 0
  for (const term of terms) if (all.has(term)) held++
  return terms.size === 0 ? 0 : held / terms.size
}
