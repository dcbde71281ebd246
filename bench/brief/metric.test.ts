import { expect, test } from 'vitest'
import type { TurnEvent } from '../../src/core/transcript/event.ts'
import { cutsOf } from './cuts.ts'
import { METHODS } from './methods.ts'
import { clip, needOf, needsOf, recallOf, scoresOf } from './metric.ts'
import { plant, plantsKept } from './plants.ts'
import { statementsOf } from './statements.ts'
import { namesOf, wordsOf } from './terms.ts'

let n = 0
function turn(role: TurnEvent['role'], text: string, more: Partial<TurnEvent> = {}): TurnEvent {
  return { type: 'turn', key: `k${++n}`, line: n, role, kind: 'text', text, ...more }
}
const asked = (text: string) => turn('user', text, { human: true })
const said = (text: string) => turn('assistant', text)
const result = (text: string) => turn('tool', text, { kind: 'tool_result' })

test('paths, identifiers, versions and error codes are names; plain words are none', () => {
  const names = namesOf('See src/pay/retry.ts: retryOnce fails with TS2322 since 5.4.1 (--no-cache does not help).')
  expect([...names.keys()].sort()).toEqual(
    ['--no-cache', '5.4.1', 'no-cache', 'retry.ts', 'retryonce', 'src/pay/retry.ts', 'ts2322'].sort(),
  )
  expect([...wordsOf('the files of Müller, and 漢字!').keys()]).toEqual(['müller'])
})

test('what the future needs is what it says and the past held; what tools answer is not needed', () => {
  const past = [said('The parser lives in lib/parser.ts.'), said('Nothing else.'), said('lib/lexer.ts is fine.')]
  const future = [said('Opening lib/parser.ts and lib/new-one.ts.'), result('lib/lexer.ts')]
  expect([...needOf(past, future, namesOf).keys()].sort()).toEqual(['lib/parser.ts', 'parser.ts'])
})

test('a term that is used again and again, and one that is rare in the past, weigh more', () => {
  const past = [said('alpha-one beta-two'), said('beta-two gamma-three'), said('beta-two')]
  const need = needOf(past, [said('alpha-one beta-two gamma-three gamma-three gamma-three')], namesOf)
  expect(need.get('alpha-one')).toBeGreaterThan(need.get('beta-two') as number)
  expect(need.get('gamma-three')).toBeGreaterThan(need.get('alpha-one') as number)
  expect(recallOf(need, new Set(['alpha-one', 'beta-two', 'gamma-three']))).toBe(1)
  expect(recallOf(need, new Set())).toBe(0)
})

test('names count where a line says something about them: not in code, JSON, or a bare list', () => {
  const of = (text: string) => statementsOf(text).flatMap(({ names }) => names)
  expect(of('- The retry lives in `src/retry.ts` and is tested by retryOnce.')).toContain('src/retry.ts')
  expect(of('src/retry.ts, src/queue.ts, src/main.ts')).toEqual([])
  expect(of('{"file": "src/retry.ts", "was": "changed in the last run"}')).toEqual([])
  expect(of('```\nThe retry lives in src/retry.ts for now.\n```')).toEqual([])
  expect(of('It is now a-one b-two c-three d-four e-five')).toHaveLength(2)
})

test('a request is kept with most of its words, and the last one counts three times', () => {
  const past = [asked('Rename the invoice table'), asked('Translate every error message into Indonesian')]
  const needs = needsOf(past, [said('nothing-else here')])
  expect(scoresOf('Rename the invoice table', needs).asks).toBe(0.25)
  expect(scoresOf('error message into Indonesian: translate', needs).asks).toBe(0.75)
})

test('a brief that runs over is cut before it is judged', () => {
  const text = Array.from({ length: 50 }, (_, i) => `line number ${i} says something`).join('\n')
  expect(clip(text, 40).length).toBeLessThanOrEqual(40 * 4)
  expect(clip('short', 40)).toBe('short')
})

test('a session is cut at the summaries of its model, else in its middle, and not where there is no past', () => {
  const turns = Array.from({ length: 50 }, (_, i) => said(`step-${i} is done`))
  const summary = turn('user', 'This session is being continued from another.\nAll is well.', { kind: 'summary' })
  const [middle] = cutsOf(turns)
  expect([middle?.past.length, middle?.future.length, middle?.summary]).toEqual([25, 25, null])
  const cuts = cutsOf([...turns, summary, ...turns.slice(0, 30), summary, said('end')])
  expect(cuts.map(({ past, future }) => [past.length, future.length])).toEqual([
    [50, 30],
    [31, 1],
  ])
  expect(cuts[0]?.summary).toBe('All is well.')
  expect(cutsOf(turns.slice(0, 10))).toEqual([])
})

test('planted facts survive in a brief and are missed where they are cut away', () => {
  const past = plant(Array.from({ length: 60 }, (_, i) => said(`Step ${i} changes the widget-${i} so that it works.`)))
  expect(past).toHaveLength(68)
  expect(plantsKept(METHODS['paas brief']?.(past, 2000, { type: 'meta', line: 0 }) ?? '')).toBe(1)
  expect(plantsKept(METHODS['first 15 lines']?.(past, 2000, { type: 'meta', line: 0 }) ?? '')).toBeLessThan(0.5)
})
