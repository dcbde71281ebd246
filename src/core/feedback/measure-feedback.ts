/** Measures what a brief lacked by the first turns of whoever read it: asked again, opened again, searched again. */
import { termsOf } from '../brief/scan.ts'
import { shorten } from '../brief/sentences.ts'
import type { BriefState } from '../brief/state.ts'
import { redact } from '../redact/index.ts'
import type { TurnEvent } from '../transcript/event.ts'
import { relativePath } from '../transcript/relative-path.ts'
import { findAnswer, findRepeat, questionsOf } from './asked-again.ts'
import { fetchesOf } from './fetches.ts'
import { allTerms, type Known, namesSought, type Past, pastOf, shareOf } from './past.ts'

/** The first turns of a session: so many of them, or up to so many tool calls, whichever comes first. */
const FIRST_TURNS = 40
const FIRST_CALLS = 20
/** What was opened in the first turns may be changed up to here: then it was opened for that. */
export const LAST_TURN = 60

/** Of a turn so much is looked at; characters. */
const LOOK_CHARS = 20_000
/** Of a question so much is kept. */
const TEXT_CHARS = 300
/** The share of a sentence's terms that restates it. */
const RESTATED = 0.6

type Way = 'asked' | 'opened' | 'searched'

interface Reasked {
  readonly kind: Way
  /** A path, a name, or the question. */
  readonly text: string
  /** The receiver's turn. */
  readonly turn: number
  /** The brief stated it: it was not enough, read over or not trusted. Else the brief lacked it. */
  readonly inBrief: boolean
  /** The kind of fact it is, in the words of a brief's report. */
  readonly fact: string
  /** The past session's turn that told it. */
  readonly pastTurn: number
}

export interface Feedback {
  /** Things of the past that the first turns came back to. */
  readonly items: number
  /** Those of them that were fetched again. */
  readonly reasked: number
  readonly asked: number
  readonly opened: number
  readonly searched: number
  readonly list: readonly Reasked[]
  /** The first turns are over: later ones change nothing. */
  readonly closed: boolean
}

export interface Handed {
  /** What was known of the session that was handed over. */
  readonly state: BriefState
  readonly brief: string
  /** The folder the receiver works in. */
  readonly cwd: string | null
}

interface Item {
  readonly known: Known
  readonly way: 'used' | Way
  readonly text: string
  readonly turn: number
}

interface Look {
  readonly past: Past
  readonly cwd: string | undefined
  readonly briefLines: ReadonlySet<string>
  readonly items: Map<string, Item>
  /** Names that these turns' results or people brought up: who uses them later has them from there. */
  readonly shown: Set<string>
}

interface Numbered {
  readonly n: number
  readonly event: TurnEvent
}

/** @param turns the receiver's from its first on, up to `LAST_TURN`; a few more than before give a newer measure. */
export function measureFeedback({ state, brief, cwd }: Handed, turns: readonly Numbered[]): Feedback {
  const look: Look = {
    past: pastOf(state, brief),
    cwd: cwd ?? undefined,
    briefLines: new Set(brief.split('\n').map(line => line.trim())),
    items: new Map(),
    shown: new Set(),
  }
  let calls = 0
  turns.slice(0, LAST_TURN).forEach(({ n, event }, i) => {
    if (event.sidechain || event.kind === 'note') return
    const isFirst = i < FIRST_TURNS && calls < FIRST_CALLS
    if (event.kind === 'tool_call') calls++
    if (isFirst) takeIn(look, n, event, turns[i + 1]?.event)
    // What is changed was opened for that.
    for (const known of changedIn(look, event))
      if (isFirst || look.items.has(known.key)) look.items.set(known.key, { known, way: 'used', text: '', turn: n })
  })
  return sum(look.items, turns.length >= LAST_TURN)
}

function takeIn(look: Look, n: number, event: TurnEvent, next: TurnEvent | undefined): void {
  if (event.kind === 'tool_result' || event.kind === 'summary') show(look, event.text)
  else if (event.kind === 'tool_call') takeInCall(look, n, event)
  else if (event.role === 'user') takeInPerson(look, n, event)
  else if (event.role === 'assistant') {
    use(look, n, event.text)
    restate(look, n, event.text)
    // A question that no person answers was none to them.
    if (next?.human) for (const question of questionsOf(event.text)) ask(look, n, question)
  }
}

function takeInCall(look: Look, n: number, event: TurnEvent): void {
  const { opened, searched } = fetchesOf(event)
  for (const path of opened) fetchAgain(look, n, 'opened', fileOf(look, path))
  for (const pattern of searched)
    for (const name of namesSought(pattern)) fetchAgain(look, n, 'searched', look.past.names.get(name))
  for (const question of questionsAsked(event)) ask(look, n, question)
  if (opened.length + searched.length === 0) use(look, n, event.text)
}

function takeInPerson(look: Look, n: number, event: TurnEvent): void {
  const own = event.text
    .split('\n')
    .filter(line => !look.briefLines.has(line.trim()))
    .join('\n')
  const again = event.human ? findRepeat(own.slice(0, LOOK_CHARS), look.past.said) : null
  if (again) fetchAgain(look, n, 'asked', again.known, again.sentence)
  show(look, own)
}

function ask(look: Look, n: number, question: string): void {
  fetchAgain(look, n, 'asked', findAnswer(question, look.past.said), question)
}

/** The questions of a tool that asks the person. */
function questionsAsked({ tool }: TurnEvent): string[] {
  const questions = tool?.input?.['questions']
  if (!Array.isArray(questions)) return []
  return questions.map(each => each?.question).filter(question => typeof question === 'string')
}

/** The first fetch of a thing counts. */
function fetchAgain(look: Look, turn: number, way: Way, known: Known | null | undefined, text?: string): void {
  if (!known) return
  const before = look.items.get(known.key)
  if (!before || before.way === 'used') look.items.set(known.key, { known, way, text: text ?? known.text, turn })
}

function show({ shown }: Look, text: string): void {
  for (const name of termsOf(text.slice(0, LOOK_CHARS)).names) shown.add(name)
}

/** Things of the past named without fetching them: known from the brief, where these turns have not shown them. */
function use(look: Look, turn: number, text: string): void {
  for (const name of termsOf(text.slice(0, LOOK_CHARS)).names) {
    const known = fileOf(look, name) ?? look.past.names.get(name)
    if (!known || look.items.has(known.key) || look.shown.has(name)) continue
    look.items.set(known.key, { known, way: 'used', text: '', turn })
  }
}

/** What a person had said, in the assistant's own words: it knows it. */
function restate(look: Look, turn: number, text: string): void {
  const terms = allTerms(text.slice(0, LOOK_CHARS))
  for (const known of look.past.said)
    if (!look.items.has(known.key) && shareOf(known.terms, terms) >= RESTATED)
      look.items.set(known.key, { known, way: 'used', text: '', turn })
}

function changedIn(look: Look, event: TurnEvent): Known[] {
  return fetchesOf(event).changed.flatMap(path => fileOf(look, path) ?? [])
}

function fileOf({ past, cwd }: Look, path: string): Known | undefined {
  const local = relativePath(relativePath(path, cwd), past.cwd).replace(/^\.\//, '')
  return past.files.get(local)
}

function sum(items: ReadonlyMap<string, Item>, closed: boolean): Feedback {
  const counts = { asked: 0, opened: 0, searched: 0 }
  const list: Reasked[] = []
  for (const { known, way, text, turn } of items.values()) {
    if (way === 'used') continue
    counts[way]++
    const clean = shorten(redact(text).text.replace(/\s+/g, ' ').trim(), TEXT_CHARS)
    list.push({ kind: way, text: clean, turn, inBrief: known.inBrief, fact: known.fact, pastTurn: known.turn })
  }
  list.sort((a, b) => a.turn - b.turn)
  return { items: items.size, reasked: list.length, ...counts, list, closed }
}
