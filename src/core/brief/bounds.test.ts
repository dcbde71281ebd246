import { expect, test } from 'vitest'
import { countTokens, foldTurn, newBriefState, renderBrief } from './index.ts'
import { assistant, edits, person, ran, reads, runs, sessionOf } from './testing.ts'

/** Words that differ from turn to turn, from a fixed sequence. */
function talker(seed: number) {
  let x = seed
  const next = (n: number) => {
    x = (x * 1103515245 + 12345) % 2147483648
    return x % n
  }
  return (count: number) =>
    Array.from({ length: count }, () => `w${next(60_000).toString(36)}Part_${next(9000)}`).join(' must use ')
}

test('the state stays bounded however long the session', () => {
  const words = talker(7)
  const state = newBriefState()
  const add = (part: object) => foldTurn(state, { type: 'turn', key: 'k', line: 1, ...part } as never, state.last + 1)
  for (let i = 0; i < 2500; i++) {
    add(person(`Never let ${words(12)}`))
    add(assistant(`Decision: ${words(30)} because ${words(8)}.\n\nStill open: ${words(10)}`))
    add(edits(`src/${words(1)}/file_${i}.ts`, words(20), `function made_${i}() {\n// ${words(6)}\n${words(30)} }`))
    add(runs(`make target_${i} ${words(3)}`, `c${i}`))
    add(ran(`make target_${i}`, `c${i}`, i % 3, `error: ${words(40)}`))
    for (const part of reads(
      `lib/read_${i}.ts`,
      `${Array.from({ length: 30 }, (_, k) => `export function reader_${i}_${k}() {}`).join('\n')}`,
    ))
      add(part)
  }
  expect(JSON.stringify(state).length).toBeLessThan(620_000)
  expect(renderBrief(state, { budgetTokens: 2000 }).report.tokens).toBeLessThanOrEqual(2000)
})

test.each([
  ['a line of five megabytes', 'x'.repeat(5_000_000)],
  ['base64', 'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo0NTY3ODkrLz'.repeat(60_000)],
  ['control characters', '\u0000\u0001\u0007\ufffd'.repeat(300_000)],
  ['question marks', '?'.repeat(800_000)],
  ['backticks', '`'.repeat(800_000)],
  ['lone surrogates', '\ud83d'.repeat(300_000)],
  ['a table of a million bars', '|'.repeat(1_000_000)],
  ['spaces', `a${' '.repeat(900_000)}b`],
  ['dots and slashes', './'.repeat(500_000)],
  ['secret names', 'password_'.repeat(100_000)],
  ['slow addresses', 'postgres://a:'.repeat(80_000)],
])('%s is taken in without harm', (_, text) => {
  const began = performance.now()
  const state = sessionOf([
    person(text),
    assistant(text),
    runs(text, 'c1'),
    ran(text, 'c1', 1, text),
    edits('src/a.ts', text, `${text}y`),
    ...reads('src/b.ts', text),
    person('Continue with the importer'),
  ])
  const { markdown, report } = renderBrief(state, { budgetTokens: 500 })
  expect(report.tokens).toBeLessThanOrEqual(500)
  expect(markdown).toContain('Continue with the importer')
  expect(JSON.stringify(state).length).toBeLessThan(100_000)
  // Generous: a quadratic step over a megabyte takes minutes.
  expect(performance.now() - began).toBeLessThan(5000)
})

test('a picture pasted as text is counted, not quoted', () => {
  const blob = 'iVBORw0KGgo4AAAANSUhEUgAA+/8Z'.repeat(3000)
  const { markdown } = renderBrief(sessionOf([person(`Make the logo of ${blob} smaller, but keep its ratio.`)]), {
    budgetTokens: 400,
  })
  expect(markdown).toMatch(/Make the logo of \(87000 characters of data\) smaller, but keep its ratio/)
})

test.each([50, 80, 200])('a goal longer than a budget of %d still has its beginning or its end in it', budgetTokens => {
  const goal = `Goal: ${'move every invoice to the ledger and keep the numbering, '.repeat(300)}`
  const { markdown } = renderBrief(sessionOf([person(goal)]), { budgetTokens, title: '# Shop' })
  expect(countTokens(markdown)).toBeLessThanOrEqual(budgetTokens)
  expect(markdown).toMatch(/“.*keep the numbering.*” \[t1\]/)
})

test('what the person forbade stands in 200 tokens too, before any file', () => {
  const state = sessionOf([
    person(
      'Two families got the same kayak on Saturday. Find out how one kayak can be booked twice and fix it before the harbour opens again tomorrow at seven.',
    ),
    person(
      'Makes sense. Two rules before you go on: do not lock the whole bookings table, and never delete a booking by itself.',
    ),
    ...['create', 'find', 'move', 'list'].map(name =>
      edits(`src/bookings/${name}-booking.ts`, 'const a = 1', `export function ${name}Booking() {}`),
    ),
    person(
      'Yes, say which booking it is. And the list for Jonas as a CSV with name and phone number, in the folder of the scripts.',
    ),
  ])
  const { markdown } = renderBrief(state, { budgetTokens: 200 })
  expect(markdown).toContain('do not lock the whole bookings table')
  expect(markdown).toContain('never delete a booking')
  expect(countTokens(markdown)).toBeLessThanOrEqual(200)
})
