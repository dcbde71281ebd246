/** Takes a session in, event by event. */
import { redact } from '../redact/index.ts'
import type { MetaEvent, TurnEvent } from '../transcript/event.ts'
import { foldCall } from './fold-calls.ts'
import { foldResult } from './fold-results.ts'
import { foldAsk, foldSaid, foldSummary } from './fold-speech.ts'
import { type Found, scan } from './scan.ts'
import { relative } from './scrub.ts'
import type { BriefState } from './state.ts'
import { countTerms, type Voice } from './vocabulary.ts'

/** How much of a turn is looked at for names, at its beginning and its end; characters. */
const LOOK: Record<Voice, [number, number]> = { speech: [24_000, 8000], call: [8000, 3000], result: [5000, 1500] }
/** Of a tool's output the words of its beginning are counted, its names all along. */
const RESULT_WORDS = 1500

function count(state: BriefState, text: string, voice: Voice): void {
  const [head, tail] = LOOK[voice]
  const found: Found = { names: [], words: [] }
  const seen = text.length > head + tail ? `${text.slice(0, head)} ${text.slice(-tail)}` : text
  // Nothing secret may enter the vocabulary either; what is stored of the text is counted where it is stored.
  const clean = relative(state, redact(seen).text)
  scan(clean, found, 0, clean.length, voice === 'result' ? RESULT_WORDS : clean.length)
  countTerms(state, found, voice)
}

/**
 * Takes in one turn, number `n` of its session (what `[t12]` in a brief refers to). Changes `state` in place. Work is
 * linear in the turn and bounded for very long ones: of those the beginning and the end are read.
 */
export function foldTurn(state: BriefState, turn: TurnEvent, n: number): void {
  state.turns++
  state.last = n
  if (turn.kind === 'note') return
  if (turn.kind === 'tool_call') {
    count(state, turn.text, 'call')
    foldCall(state, turn, n)
  } else if (turn.kind === 'tool_result') {
    count(state, turn.text, 'result')
    foldResult(state, turn, n)
  } else if (turn.kind === 'summary') {
    count(state, turn.text, 'result')
    foldSummary(state, turn.text, n)
  } else {
    count(state, turn.text, 'speech')
    if (turn.role === 'user' && turn.human && !turn.sidechain) foldAsk(state, turn.text, n)
    else if (turn.role === 'assistant') foldSaid(state, turn, n)
  }
}

/** Takes in what the log says of the session itself. Later values win. */
export function foldMeta(state: BriefState, meta: MetaEvent): void {
  if (meta.cwd && meta.cwd.length > 2) state.cwd = meta.cwd.replace(/[\\/]+$/, '')
  if (meta.branch) state.branch = meta.branch
  if (meta.commit) state.commit = meta.commit
  if (meta.title) state.title = meta.title
  if (meta.model) state.model = meta.model
}
