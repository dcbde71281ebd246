/** Seeded words, paths and code, so that a made-up session is as varied as a real one and the same at every run. */

export type Random = () => number

/** mulberry32: 0..1, the same row for the same seed. */
export function seeded(seed: number): Random {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export const pick = <T>(random: Random, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

export function hex(random: Random, digits: number): string {
  let text = ''
  while (text.length < digits)
    text += Math.floor(random() * 0x10000)
      .toString(16)
      .padStart(4, '0')
  return text.slice(0, digits)
}

export const uuid = (random: Random): string => [8, 4, 4, 4, 12].map(digits => hex(random, digits)).join('-')

const NOUNS = `invoice order customer export session token queue worker cache index ledger account report schema route
  handler limit retry webhook parser budget gateway bucket migration snapshot lease digest archive import payment`.split(
  /\s+/,
)
const VERBS = 'read write fold parse check send settle list merge count render open close choose load store'.split(' ')
const FOLDERS = ['src/billing', 'src/http', 'src/jobs', 'lib/store', 'test/contract', 'web/pages', 'scripts']

export const noun = (random: Random): string => pick(random, NOUNS)

const upper = (word: string) => (word[0] ?? '').toUpperCase() + word.slice(1)

export const symbol = (random: Random): string =>
  pick(random, VERBS) + upper(noun(random)) + (random() < 0.5 ? upper(noun(random)) : '')

export const path = (random: Random): string =>
  `${pick(random, FOLDERS)}/${noun(random)}-${noun(random)}${random() < 0.3 ? '.test' : ''}.ts`

const SENTENCES: readonly ((r: Random) => string)[] = [
  r => `The ${noun(r)} must never hold more than ${Math.floor(r() * 900)} ${noun(r)}s, except for the ${noun(r)}.`,
  r =>
    `We decided to keep \`${symbol(r)}\` because ${noun(r)} retries made the ${noun(r)} slow; rejected a second ${noun(r)}.`,
  r =>
    `${upper(noun(r))} ${Math.floor(r() * 9000)} fails in \`${path(r)}\` with a timeout after ${Math.floor(r() * 60)} s.`,
  r => `Next: move ${symbol(r)} into ${path(r)} and run the ${noun(r)} tests.`,
  r => `I read ${path(r)}; ${symbol(r)} calls ${symbol(r)} twice for each ${noun(r)}.`,
  r =>
    `The server listens on port ${3000 + Math.floor(r() * 900)} and the ${noun(r)} is version ${Math.floor(r() * 9)}.${Math.floor(r() * 20)}.`,
]

export function prose(random: Random, chars: number): string {
  let text = ''
  while (text.length < chars) text += `${pick(random, SENTENCES)(random)}${random() < 0.25 ? '\n\n' : ' '}`
  return text.trimEnd()
}

/** Lines of code, numbered as a reading tool shows them where `from` is given. */
export function code(random: Random, chars: number, from?: number): string {
  const lines: string[] = []
  for (let size = 0, n = from ?? 0; size < chars; n++) {
    const made = `${'  '.repeat(Math.floor(random() * 4))}const ${noun(random)} = ${symbol(random)}(${noun(random)}, ${Math.floor(random() * 500)})`
    const line = from === undefined ? made : `${String(n).padStart(6)}→${made}`
    size += line.length + 1
    lines.push(line)
  }
  return lines.join('\n')
}
