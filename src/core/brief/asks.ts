/** The person's requests in a brief: verbatim where short, else the clauses that say most, within what room there is. */
import { isConstraint, isPasted } from './lexicon.ts'
import { termsOf } from './scan.ts'
import { endOf, shorten } from './sentences.ts'
import type { Ask } from './state.ts'
import { lineCost, quarterTokens } from './tokens.ts'

export interface AskLine {
  readonly n: number
  readonly text: string
  readonly whole: boolean
  /** Short, and it rules something in or out. */
  readonly rule: boolean
}

const flat = (text: string) =>
  text
    .replace(/```\w*/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()

/** From this many characters on, an abridged request is made of its clauses. */
const PIECES_FROM = 100
/** A request up to this long is an answer; characters. */
const BARE = 14

/** The clauses of a text that bring most new words per character, in their order, within `max` characters. */
export function abridge(text: string, max: number): string {
  const line = flat(text)
  if (line.length <= max) return line
  // Of little room a plain beginning reads better than pieces.
  if (max < PIECES_FROM) return shorten(line, max)
  if (isLog(text))
    return `${shorten(line.slice(0, max), Math.floor(max * 0.6))} ${line.slice(line.length - Math.floor(max * 0.38)).replace(/^\S*\s/, '')}`
  const clauses = text
    .split(/\n+|(?<=[.!?;:,؟،])\s+(?=\S)|(?<=[。！？，、；])(?=\S)|\s+(?=(?:and|but|so|because|dan|tapi|karena)\s)/u)
    .map(c => flat(c).replace(/^[-*#>]+\s*/, ''))
    .filter(Boolean)
    .flatMap(c => (c.length > max ? (c.match(/\S(?:.{0,90}\S)?(?=\s|$)|\S{1,90}/g) ?? []) : [c]))
    .reduce(joinShort, [])
    .map((c, i) => ({ c, i, words: termsOf(c).words }))
  const seen = new Set<string>()
  const chosen = new Set<number>()
  let room = max
  for (;;) {
    let best: (typeof clauses)[number] | undefined
    let bestRatio = 0
    for (const clause of clauses) {
      if (chosen.has(clause.i) || clause.c.length + 2 > room) continue
      const fresh = clause.words.filter(w => !seen.has(w)).length
      // The first clause says what it is about.
      const ratio =
        (fresh / (clause.c.length + 12)) * (clause.i === 0 ? 1.7 : clause.i === clauses.length - 1 ? 1.3 : 1)
      if (ratio > bestRatio) {
        best = clause
        bestRatio = ratio
      }
    }
    if (!best) break
    chosen.add(best.i)
    room -= best.c.length + 2
    for (const w of best.words) seen.add(w)
  }
  if (!chosen.size) return shorten(line, max)
  let out = ''
  let last = -1
  for (const { c, i } of clauses) {
    if (!chosen.has(i)) continue
    out += last < 0 ? (i === 0 ? c : `… ${c}`) : i === last + 1 ? ` ${c}` : ` … ${c}`
    last = i
  }
  return last < clauses.length - 1 ? `${out} …` : out
}

/** A clause of a word or two stays with the one before it. */
function joinShort(all: string[], clause: string): string[] {
  const last = all[all.length - 1]
  if (last !== undefined && clause.length < 24 && last.length < 120) all[all.length - 1] = `${last} ${clause}`
  else all.push(clause)
  return all
}

/** Mostly pasted output: its ends say more than its clauses. */
export function isLog(text: string): boolean {
  const lines = text.split('\n').filter(l => l.trim())
  return lines.length > 3 && lines.filter(isPasted).length > lines.length * 0.5
}

/** Of a very long paste the ends carry the request. */
const ends = (t: string) => (t.length > 640 ? `${t.slice(0, 410).replace(/\s+\S*$/, ' …')}\n${endOf(t, 210)}` : t)

/** A request up to this long that holds a constraint is one; characters. */
const RULE_MAX = 240
/** What of it is kept however little room there is. */
const RULE_KEPT = 150

const LENGTHS = [360, 320, 280, 220, 170, 130, 100, 80]

interface Asked extends Ask {
  readonly flat: string
  /** How often it was typed in these words; `n` is the last time. */
  readonly times: number
  readonly rule: boolean
}

/** Requests typed again in the same words are one, at the turn of the last. */
function distinct(asks: readonly Ask[]): Asked[] {
  const byWords = new Map<string, Asked>()
  for (const ask of asks) {
    const line = flat(ask.t)
    // A bare answer means something else each time.
    const key = ask.re ? `${ask.re} ${line}` : line.toLowerCase()
    const known = byWords.get(key)
    byWords.delete(key)
    byWords.set(key, { ...ask, flat: line, times: (known?.times ?? 0) + 1, rule: isRule(ask) })
  }
  return [...byWords.values()]
}

/** Short, and it rules something in or out: such a request is a constraint as it stands. */
export function isRule(ask: Ask): boolean {
  return ask.t.length <= RULE_MAX && isConstraint(flat(ask.t))
}

/**
 * One line for each distinct request within `room` tokens, in the order they were last made. All are shortened alike until
 * they fit, rules last; if even then they do not, the oldest leave, but not the first, the last or a rule while others remain.
 */
export function askLines(asks: readonly Ask[], room: number): { lines: AskLine[]; different: number } {
  const asked = distinct(asks)
  const goal = asks[0] ? flat(asks[0].t) : ''
  const first = asked.findIndex(a => a.flat === goal)
  if (first > 0) asked.unshift(...asked.splice(first, 1))
  const fits = (length: number) => asked.reduce((sum, a) => sum + reckon(a, lengthFor(a, length)), 0) <= room
  const max = LENGTHS.find(fits) ?? LENGTHS[LENGTHS.length - 1]!
  // Where there is room for beginnings only, a bare `yes` says nothing without its question.
  const told =
    max <= PIECES_FROM ? asked.filter((a, i) => i === 0 || i === asked.length - 1 || a.flat.length > BARE) : asked
  const lines = told.map(a => lineOf(a, lengthFor(a, max)))
  let spent = cost(lines)
  for (;;) {
    const plain = lines.findIndex((l, i) => i > 0 && i < lines.length - 1 && !l.rule)
    if (lines.length === 0 || spent <= (plain > 0 || room > RULES_ROOM ? room : room * RULES_MORE)) break
    const [gone] = lines.splice(plain > 0 ? plain : lines.length > 2 ? 1 : 0, 1)
    spent -= cost([gone!])
  }
  const last = told.at(-1)
  if (lines.length === 0 && last && room > BEGINNING_ROOM) lines.push(beginningOf(last, room))
  return { lines, different: asked.length }
}

/** Where requests have less room than this, rules take of what is left for all else: so much as their own room again. */
const RULES_ROOM = 110
const RULES_MORE = 1.75

/** In fewer tokens than this not even the beginning of a request says anything. */
const BEGINNING_ROOM = 10

/** As much of a request as `room` tokens hold, its bullet and turn included. */
function beginningOf(ask: Asked, room: number): AskLine {
  let said = shorten(ask.flat, Math.floor(room * 4))
  while (said.length > 4 && lineCost(`“${said}”`) + 4 > room) said = shorten(ask.flat, Math.floor(said.length * 0.8))
  return { n: ask.n, text: `“${said}”`, whole: said === ask.flat, rule: ask.rule }
}

/** A rule keeps its words where a plain request is cut. */
const lengthFor = (ask: Asked, max: number) => (ask.rule ? Math.max(max, RULE_KEPT) : max)

/** Tokens of a request cut to `max` characters, without cutting it. */
function reckon(ask: Asked, max: number): number {
  const share = ask.flat.length > max ? max / ask.flat.length : 1
  const re = ask.re && max > 150 ? Math.min(110, ask.re.length) / 4 + 1 : 0
  return (quarterTokens(ask.flat) * share) / 4 + re + 4
}

function lineOf(ask: Asked, max: number): AskLine {
  const said = ask.flat.length <= max ? ask.flat : abridge(ends(ask.t), max)
  const re = ask.re && max > 150 ? `(${shorten(ask.re, 110)}) ` : ''
  const again = ask.times > 1 ? ` (${ask.times} times)` : ''
  return { n: ask.n, text: `${re}“${said}”${again}`, whole: said === ask.flat, rule: ask.rule }
}

const cost = (lines: readonly AskLine[]) => lines.reduce((sum, l) => sum + lineCost(l.text) + 2.5, 0)
