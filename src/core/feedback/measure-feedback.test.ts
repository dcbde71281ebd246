import { expect, test } from 'vitest'
import { foldMeta, foldTurn, newBriefState } from '../brief/index.ts'
import type { TurnEvent } from '../transcript/event.ts'
import { measureFeedback } from './measure-feedback.ts'

type Made = Partial<TurnEvent> & { text: string }

const event = (n: number, more: Made): TurnEvent => ({
  type: 'turn',
  key: `k${n}`,
  line: n,
  role: 'assistant',
  kind: 'text',
  ...more,
})
const person = (text: string): Made => ({ text, role: 'user', human: true })
const reads = (path: string): Made => ({
  text: path,
  kind: 'tool_call',
  tool: { name: 'Read', callId: path },
  files: [{ path, touch: 'read' }],
})
const edits = (path: string): Made => ({
  text: path,
  kind: 'tool_call',
  tool: { name: 'Edit' },
  files: [{ path, touch: 'edited' }],
})
const greps = (pattern: string): Made => ({
  text: pattern,
  kind: 'tool_call',
  tool: { name: 'Grep', input: { pattern } },
})
const answers = (text: string): Made => ({ text, role: 'tool', kind: 'tool_result' })

const state = newBriefState()
foldMeta(state, { type: 'meta', line: 0, cwd: '/home/ayu/shop' })
const PAST: Made[] = [
  person('Never touch the refunds module, legal froze it till May.'),
  reads('/home/ayu/shop/src/rounding.ts'),
  {
    ...answers('export function roundReceiptDown() {}'),
    tool: { name: 'Read', callId: '/home/ayu/shop/src/rounding.ts' },
  },
  reads('/home/ayu/shop/src/queue.ts'),
  { text: 'Which printer does stall 7 use?' },
  person('The old Epson at the till'),
]
PAST.forEach((made, i) => {
  foldTurn(state, event(i + 1, made), i + 1)
})
const BRIEF =
  '# 🔄 AUTO-ROTATION HANDOFF - shop\n- Never touch the refunds module, legal froze it till May [t1]\n- `src/rounding.ts` was read [t2]'

function measure(made: readonly Made[], cwd = '/home/ayu/shop') {
  const turns = made.map((each, i) => ({ n: i + 1, event: event(i + 1, each) }))
  return measureFeedback({ state, brief: BRIEF, cwd }, turns)
}

test('a file opened again is told apart by whether the brief named it', () => {
  const { list } = measure([reads('/home/ayu/shop/src/rounding.ts'), reads('src/queue.ts'), reads('src/new.ts')])
  expect(list).toEqual([
    { kind: 'opened', text: 'src/rounding.ts', turn: 1, inBrief: true, fact: 'files', pastTurn: 2 },
    { kind: 'opened', text: 'src/queue.ts', turn: 2, inBrief: false, fact: 'files', pastTurn: 4 },
  ])
})

test('a file that is opened and then changed is work, even where the change comes after the first turns', () => {
  const filler: Made[] = Array.from({ length: 45 }, () => ({ text: 'On it.' }))
  const made = [reads('src/queue.ts'), ...filler, edits('src/queue.ts'), edits('src/rounding.ts')]
  expect(measure(made)).toMatchObject({ items: 1, reasked: 0 })
})

test('a name used without looking is known; one that these turns have shown before says nothing', () => {
  expect(measure([{ text: 'I go on with `roundReceiptDown`.' }])).toMatchObject({ items: 1, reasked: 0 })
  expect(measure([answers('roundReceiptDown'), { text: 'I see `roundReceiptDown`.' }])).toMatchObject({ items: 0 })
})

test('a search for a name whose place was known is a search again, a search for the end of names is not', () => {
  expect(measure([greps('function roundReceiptDown\\(')]).list).toMatchObject([
    { kind: 'searched', text: 'roundReceiptDown', fact: 'file contents' },
  ])
  expect(measure([greps('**/queue.ts')]).list).toMatchObject([{ kind: 'searched', text: 'src/queue.ts' }])
  expect(measure([greps('**/*_queue.ts'), greps('chargeCard')])).toMatchObject({ items: 0 })
})

test('each thing counts once, however often it is fetched', () => {
  expect(measure([reads('src/queue.ts'), greps('queue.ts'), reads('src/queue.ts')])).toMatchObject({
    items: 1,
    reasked: 1,
    opened: 1,
  })
})

test('a question that the person had answered counts when it is put to a person', () => {
  const question = { text: 'Which printer does stall 7 use, the old Epson?' }
  expect(measure([question, person('Yes, I said so')]).list).toMatchObject([{ kind: 'asked', turn: 1, inBrief: false }])
  expect(measure([question, reads('src/new.ts')])).toMatchObject({ asked: 0 })
  expect(measure([{ text: 'Which colour shall the button have?' }, person('Blue')])).toMatchObject({ asked: 0 })
})

test('a person who says a thing again counts; the pasted briefing does not', () => {
  expect(measure([person(BRIEF)])).toMatchObject({ asked: 0 })
  const again = 'Stop.\nI told you never to touch the refunds module, legal froze it.'
  expect(measure([person(`${BRIEF}\n${again}`)]).list).toMatchObject([
    { kind: 'asked', fact: 'requests', inBrief: true, pastTurn: 1 },
  ])
})

test('what a person had said, restated by the assistant, is known', () => {
  expect(measure([{ text: 'Constraint: I never touch the refunds module, legal froze it till May.' }])).toMatchObject({
    items: 1,
    reasked: 0,
  })
})

test('sub-agents begin anew by their nature: what they open does not count', () => {
  expect(measure([{ ...reads('src/queue.ts'), sidechain: true }])).toMatchObject({ items: 0 })
})

test('the first turns end after forty turns or twenty calls; the measure is closed after sixty turns', () => {
  const talk = (n: number): Made[] => Array.from({ length: n }, () => ({ text: 'On it.' }))
  expect(measure([...talk(39), reads('src/queue.ts')])).toMatchObject({ opened: 1, closed: false })
  expect(measure([...talk(40), reads('src/queue.ts')])).toMatchObject({ opened: 0 })
  const calls = Array.from({ length: 20 }, () => reads('src/new.ts'))
  expect(measure([...calls, reads('src/queue.ts')])).toMatchObject({ opened: 0 })
  expect(measure(talk(60)).closed).toBe(true)
})

test('a secret in a question is not kept', () => {
  const key = `sk-ant-${'a1'.repeat(20)}`
  const question = { text: `Shall I never touch the refunds module that legal froze till May, with ${key}?` }
  const { list } = measure([question, person('Yes')])
  expect(list).toHaveLength(1)
  expect(list[0]?.text).not.toContain(key)
})
