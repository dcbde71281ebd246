/**
 * Made-up conversation with the word frequencies of real sessions: few words everywhere, most of them seldom, a session
 * coming back to its own words; most turns short, a few very long.
 */
import { hex, pick, type Random } from './words.ts'

/** Different words that can come up; how many do grows with the text, as in real ones. */
const VOCABULARY = 2_000_000
/** Zipf–Mandelbrot: how often a word comes is 1 / (rank + FLAT) ^ STEEP, as measured on 2 million words of real sessions. */
const FLAT = 12
const STEEP = 1.25
/** Of the words of a turn, those that the session has used before, and those that the turn itself has. */
const REPEATED = 0.3
const REPEATED_AT_ONCE = 0.4
const REMEMBERED = 4096
/** Words of a turn at these shares of all turns, measured on the same sessions. */
const LENGTHS = [
  [0, 3],
  [0.1, 6],
  [0.25, 11],
  [0.5, 20],
  [0.75, 90],
  [0.9, 303],
  [0.96, 700],
  [0.99, 2167],
  [1, 6000],
] as const

const HEAD = (FLAT + 1) ** (1 - STEEP)
const TAIL = (VOCABULARY + FLAT) ** (1 - STEEP)

/** 1 is the most frequent. */
const drawRank = (random: Random): number => {
  const rank = (HEAD - random() * (HEAD - TAIL)) ** (1 / (1 - STEEP)) - FLAT
  return Math.max(1, Math.min(VOCABULARY, Math.floor(rank)))
}

const FUNCTION_WORDS =
  `the to a in const of and is import file for from test return this it with if be not that line error
  run string on function new src export as ts id by name true await async type data all path false node value no at`.split(
    /\s+/,
  )
const ONSETS = 'b c ch d f g gr h j k l m n p pr r s st t tr v w z'.split(' ')
const VOWELS = 'a e i o u ai ea io ou'.split(' ')
const CODAS = ['', '', 'n', 'r', 's', 't', 'l', 'ck', 'ng', 'rd']

const known = new Map<number, string>()

/** The same word for the same rank, and another one for another. */
export function wordOf(rank: number): string {
  if (rank <= FUNCTION_WORDS.length) return FUNCTION_WORDS[rank - 1] as string
  const found = known.get(rank)
  if (found !== undefined) return found
  let text = ''
  for (let left = rank * 29; left > 0; ) {
    const onset = ONSETS[left % ONSETS.length] as string
    left = Math.floor(left / ONSETS.length)
    const vowel = VOWELS[left % VOWELS.length] as string
    left = Math.floor(left / VOWELS.length)
    const coda = left > 0 ? (CODAS[left % CODAS.length] as string) : ''
    left = Math.floor(left / CODAS.length)
    text += onset + vowel + coda
  }
  const word = rank % 9 === 0 ? `${text}_${rank % 7}` : text
  if (known.size < 300_000) known.set(rank, word)
  return word
}

/** Half of them a space, the rest as code and paths have them. */
const BREAKS = [
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ' ',
  ', ',
  '. ',
  '(',
  '.',
  '/',
  ': ',
  ' = ',
  '\n      ',
  '": "',
  ');\n    ',
]

/** The turns of one session, without end. */
export function* spokenTurns(random: Random): Generator<string> {
  const said: string[] = []
  let at = 0
  for (;;) {
    const words: string[] = []
    let text = ''
    for (let left = drawLength(random); left > 0; left--) {
      const word = drawWord(random, words, said)
      words.push(word)
      text += word + pick(random, BREAKS)
    }
    for (const word of new Set(words)) said[at++ % REMEMBERED] = word
    yield text
  }
}

function drawWord(random: Random, words: readonly string[], said: readonly string[]): string {
  const share = random()
  if (share < REPEATED_AT_ONCE && words.length > 0) return pick(random, words)
  if (share < REPEATED_AT_ONCE + REPEATED && said.length > 0) return pick(random, said)
  return share > 0.995 ? hex(random, 7) : wordOf(drawRank(random))
}

function drawLength(random: Random): number {
  const share = random()
  const next = LENGTHS.findIndex(([upTo]) => upTo >= share)
  const [to, most] = LENGTHS[Math.max(1, next)] as readonly [number, number]
  const [from, least] = LENGTHS[Math.max(1, next) - 1] as readonly [number, number]
  return Math.round(least + ((share - from) / (to - from)) * (most - least))
}
