/** What is remembered of a session between turns: plain JSON, bounded however long the session grows. */
import type { RedactedKinds } from '../redact/index.ts'

/** A name and how it was used: [name, turns, calls, speech, results, last use by anyone but a tool (-1 never), last]. */
export type NameUse = [string, number, number, number, number, number, number]
/** A word and how it was used: [word, turns, turns outside tool output, last turn]. */
export type WordUse = [string, number, number, number]

export type StatementKind =
  | 'constraint'
  | 'decision'
  | 'done'
  | 'finding'
  | 'open'
  | 'next'
  | 'earlier'
  | 'report'
  | 'answer'

/** A sentence somebody said. `w` multiplies its worth. */
export interface Statement {
  t: string
  n: number
  k: StatementKind
  w: number
}

/** What a person typed. `re`: the question it answers, where it is short. `cut`: longer than what is kept. */
export interface Ask {
  t: string
  n: number
  re?: string
  cut?: boolean
}

/** One change of a file in the terms of its diff. */
export interface Change {
  n: number
  verb: string
  /** Functions, types and tests it defines or reworks. */
  made: string[]
  added: string[]
  gone: string[]
  /** Names that stand on both sides: what it is about. */
  near: string[]
  /** The comment or heading that came with it. */
  note?: string
}

export interface FileRecord {
  path: string
  reads: number
  edits: number
  created: boolean
  deleted: boolean
  first: number
  last: number
  lastEdit: number
  changes: Change[]
  /** Names that reading it showed to be defined there, with the words of their comment where it has some. */
  holds: [string, string][]
  /** Other names that stood out in what was read or changed of it, the latest first. */
  mentions: string[]
}

export interface CommandRecord {
  key: string
  line: string
  why: string
  runs: number
  fails: number
  first: number
  last: number
  ok: boolean | null
  /** The telling words of its last output. */
  out: string
}

export interface Failure {
  n: number
  /** The command or tool that failed, and the key it is known by. */
  what: string
  key: string
  text: string
  solvedAt: number
  times: number
}

export interface SearchRecord {
  what: string
  where: string
  n: number
  hits: string
}

export interface PlanLine {
  text: string
  state: 'done' | 'doing' | 'next'
}

/** Told with every state: one of another version is folded anew. */
export const STATE_VERSION = 2

export interface BriefState {
  v: typeof STATE_VERSION
  /** Turns taken in. */
  turns: number
  /** Number of the last one. */
  last: number
  cwd: string
  branch: string
  commit: string
  title: string
  model: string
  names: NameUse[]
  words: WordUse[]
  asks: Ask[]
  statements: Statement[]
  files: FileRecord[]
  commands: CommandRecord[]
  failures: Failure[]
  searches: SearchRecord[]
  plan: PlanLine[]
  planAt: number
  /** Calls whose result has not been seen: [call id, tool, key]. */
  pending: [string, string, string][]
  /** What the assistant said last, and its last question. */
  said: { n: number; text: string; question: string }
  /** Secrets taken out, by kind. */
  redacted: RedactedKinds
}

/** The state of a session of which nothing has been seen. */
export function newBriefState(): BriefState {
  return {
    v: STATE_VERSION,
    turns: 0,
    last: 0,
    cwd: '',
    branch: '',
    commit: '',
    title: '',
    model: '',
    names: [],
    words: [],
    asks: [],
    statements: [],
    files: [],
    commands: [],
    failures: [],
    searches: [],
    plan: [],
    planAt: 0,
    pending: [],
    said: { n: 0, text: '', question: '' },
    redacted: {},
  }
}
