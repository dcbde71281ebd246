/** Takes in what people and assistants say. */
import type { TurnEvent } from '../transcript/event.ts'
import { isLog, isRule } from './asks.ts'
import {
  isCause,
  isConstraint,
  isDecision,
  isDone,
  isFiller,
  isFirm,
  isGreeting,
  isMarked,
  isNext,
  isOpen,
  isPasted,
} from './lexicon.ts'
import { scrub } from './scrub.ts'
import { endOf, shorten, statementsOf } from './sentences.ts'
import type { BriefState, StatementKind } from './state.ts'
import { remember } from './statements.ts'

/** Of a request this much is kept, its beginning and its end; characters. */
const ASK_HEAD = 1100
const ASK_TAIL = 400
const ASKS_KEPT = 120
/** Requests at the beginning that are never forgotten, and at the end. */
const FRAME = 10
/** A request up to this long stands for itself; a longer one also gives its sentences. */
export const ASK_SHORT = 320

const INTERRUPTED = /^\[Request interrupted/
const WRAPPED =
  /<(system-reminder|command-(?:name|message|args)|local-command-\w+|environment_context|user_instructions|ide_\w+)>[\s\S]*?<\/\1>/g

function dropAsk(state: BriefState): void {
  const plain = state.asks.findIndex((a, i) => i >= FRAME && !isRule(a))
  state.asks.splice(plain >= 0 && plain < ASKS_KEPT - FRAME ? plain : FRAME, 1)
}

/** A picture or an archive as text: nothing that anybody said. */
const BLOB = /(?<![A-Za-z0-9+/_=-])(?=[A-Za-z0-9+/_-]*\d)[A-Za-z0-9+/_-]{200,}={0,2}/g
const withoutBlobs = (text: string) =>
  text.length < 200 ? text : text.replace(BLOB, blob => `(${blob.length} characters of data)`)

/** What a tool writes under a person's words when it hands them over to a fresh context. */
const TOLD_BY_TOOL = /\n\s*If you need specific details from before exiting plan mode\b[\s\S]*$/

export function foldAsk(state: BriefState, text: string, n: number, re?: string): void {
  const clean = scrub(state, withoutBlobs(text.replace(WRAPPED, ' ').replace(TOLD_BY_TOOL, ''))).trim()
  if (!clean || INTERRUPTED.test(clean)) return
  const whole = clean.length <= ASK_HEAD + ASK_TAIL
  const t = whole ? clean : `${clean.slice(0, ASK_HEAD).trimEnd()} … ${endOf(clean, ASK_TAIL)}`
  const question = re ?? (clean.length < 60 ? state.said.question : '')
  state.asks.push({ t, n, ...(question ? { re: question } : {}), ...(whole ? {} : { cut: true }) })
  // The first requests set the frame, the last ones govern, rules stay; of a very long session the middle goes.
  if (state.asks.length > ASKS_KEPT) dropAsk(state)
  if (clean.length <= ASK_SHORT || isLog(clean)) return
  const body = clean.length > 9000 ? `${clean.slice(0, 6500)}\n${clean.slice(-2500)}` : clean
  for (const s of statementsOf(body, 90)) {
    if (isPasted(s) || s.length < 16) continue
    if (isConstraint(s)) remember(state, { t: shorten(s, 300), n, k: 'constraint', w: isFirm(s) ? 1.3 : 1 })
    else remember(state, { t: s, n, k: 'answer', w: 1 })
  }
}

/** From this weight on a statement is firm: it says itself that it decides, explains or warns. */
export const FIRM_WEIGHT = 1.4

function kindOf(s: string): [StatementKind, number] {
  const firm = isFirm(s) || isMarked(s) ? FIRM_WEIGHT + 0.1 : 0
  if (isOpen(s) && !/\b(?:fixed|solved|resolved|no longer|now pass)/i.test(s)) return ['open', firm || 1.15]
  if (isDecision(s) || isMarked(s)) return ['decision', firm || 1.05]
  if (isCause(s)) return ['decision', firm || 1.15]
  if (isDone(s)) return ['done', 1.05]
  if (isNext(s)) return ['next', 0.8]
  return ['finding', 1]
}

/** Of several sentences, those that announce what comes next are left out; a single one stays as it is. */
export function withoutFiller(line: string): string {
  const parts = line.split(/(?<=[.!?:])\s+(?=[\p{Lu}`])/u)
  if (parts.length < 2) return line
  const told = parts.filter(p => !isFiller(p) && !isGreeting(p))
  return told.length ? told.join(' ') : line
}

/** The last question of a text, or nothing. */
function lastQuestion(text: string): string {
  const end = text.lastIndexOf('?')
  if (end < 8) return ''
  const before = text.slice(Math.max(0, end - 300), end + 1)
  const said = before.split(/(?<=[.!?])\s+|\n/).pop()!
  return said.length > 8 ? shorten(said.replace(/^[\s>*#-]+/, ''), 160) : ''
}

export function foldSaid(state: BriefState, turn: TurnEvent, n: number): void {
  const whole = withoutBlobs(turn.text)
  const text = scrub(state, whole.length > 40_000 ? `${whole.slice(0, 30_000)}\n${whole.slice(-10_000)}` : whole)
  const all = statementsOf(text, 160)
  for (const line of all) {
    const s = withoutFiller(line)
    // Questions matter while they wait for an answer; that one is kept apart.
    if (s.length < 12 || isGreeting(s) || (/[?？؟]$/.test(s) && s.length < 160)) continue
    const [k, w] = kindOf(s)
    remember(state, {
      t: s,
      n,
      k: turn.sidechain ? 'report' : k,
      w: (isFiller(s) ? 0.55 : w) * (turn.sidechain ? 0.6 : 1),
    })
  }
  if (turn.sidechain || !text.trim()) return
  const question = lastQuestion(text)
  // What decides or explains is told by itself, not among the last words.
  const closing = all.slice(-5).filter(s => !isFirm(s) && !isMarked(s))
  state.said = {
    n,
    text: shorten(closing.join(' '), 600),
    question,
  }
}

/** A summary that the tool itself wrote of what went before: its facts count, as told at second hand. */
export function foldSummary(state: BriefState, text: string, n: number): void {
  const at = text.lastIndexOf('\nSummary:')
  const body = scrub(state, at > 0 ? text.slice(at + 9) : text).slice(0, 40_000)
  const all = statementsOf(body.replace(/^This session is being continued[^\n]*$/m, ''), 220)
  all.forEach((s, i) => {
    if (s.length < 12) return
    const late = i > all.length * 0.8
    remember(state, { t: s, n, k: 'earlier', w: (late ? 1.15 : 0.9) * (isFirm(s) ? 1.2 : 1) })
  })
  if (!state.said.text) state.said = { n, text: shorten(all.slice(-4).join(' '), 600), question: '' }
}
