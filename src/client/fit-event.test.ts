import { expect, test } from 'vitest'
import type { TurnEvent } from '../core/transcript/event.ts'
import { captured } from '../workspace/capture/schema.ts'
import { fitMeta, fitTurn, fitUsage, TEXT_MAX } from './fit-event.ts'

const turn: TurnEvent = { type: 'turn', key: 'k', line: 7, role: 'tool', kind: 'tool_result', text: 'fine' }

test('what fits is passed on as it is', () => {
  expect(fitTurn(turn)).toBe(turn)
})

test('words beyond the limit are cut with a note of how much stays in the log', () => {
  const { text } = fitTurn({ ...turn, text: 'x'.repeat(TEXT_MAX + 1_200_000) })
  expect(text.slice(TEXT_MAX)).toBe('… [1.2 MB more in the log, line 7]')
  const emoji = fitTurn({ ...turn, text: `${'x'.repeat(TEXT_MAX - 1)}🙂${'y'.repeat(5000)}` }).text
  expect(emoji.slice(TEXT_MAX - 1)).toBe('… [6 kB more in the log, line 7]')
})

test('whatever a log holds, the workspace takes it', () => {
  const long = 'p'.repeat(9000)
  const odd = fitTurn({
    ...turn,
    key: long,
    at: -5,
    files: [
      { path: '', touch: 'read' },
      { path: long, touch: 'read' },
      { path: 'a.ts', touch: 'read' },
    ],
    tool: { name: 'Write', input: { content: 'c'.repeat(1_000_000), nested: { deep: ['d'.repeat(300_000)] }, ok: 1 } },
  })
  const usage = {
    type: 'usage',
    line: 1,
    inputTokens: 1,
    outputTokens: 1,
    cacheReadTokens: 0,
    cacheWriteTokens: 0,
  } as const
  const batch = captured.parse({
    tool: 'x',
    session_key: 'y',
    meta: fitMeta({ type: 'meta', line: 1, title: long }),
    turns: [odd],
    usage: [fitUsage({ ...usage, key: '', model: long, at: Number.NaN })],
  })
  expect(batch.turns[0]?.files).toEqual([{ path: 'a.ts', touch: 'read' }])
  expect(batch.turns[0]?.at).toBeUndefined()
  expect(JSON.stringify(batch).length).toBeLessThan(2.2 * TEXT_MAX + 20_000)
})

test('a key too long stays the same key, and two of them stay two', () => {
  const key = (end: string) => fitTurn({ ...turn, key: 'k'.repeat(900) + end }).key
  expect(key('a')).toBe(key('a'))
  expect(key('a')).not.toBe(key('b'))
})
