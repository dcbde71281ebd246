import { expect, test } from 'vitest'
import { readLog } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { assistantLine, userLine } from './testing.ts'

const usage = (outputTokens: number) => ({
  usage: {
    input_tokens: 3,
    output_tokens: outputTokens,
    cache_read_input_tokens: 200,
    cache_creation_input_tokens: 40,
  },
})
const usageOf = async (lines: object[]) => (await readLog(claudeCode, lines)).filter(event => event.type === 'usage')

test('a response is counted once, with its last numbers, however often the log repeats it', async () => {
  const told = await usageOf([
    assistantLine([{ type: 'thinking', thinking: 'hm' }], { message: usage(1) }),
    assistantLine([{ type: 'text', text: 'Done.' }], { message: usage(1) }),
    assistantLine([{ type: 'tool_use', id: 't', name: 'Read', input: {} }], { message: usage(57) }),
    userLine('next'),
  ])
  expect(told).toHaveLength(1)
  expect(told[0]).toMatchObject({
    key: 'msg-1:req-1',
    model: 'claude-opus-4-6',
    inputTokens: 3,
    outputTokens: 57,
    cacheReadTokens: 200,
    cacheWriteTokens: 40,
  })
})

test('a line that a resumed session repeats is told once', async () => {
  const line = assistantLine([{ type: 'text', text: 'Done.' }], { message: usage(5) })
  const events = await readLog(claudeCode, [line, line, { ...line, sessionId: 's-2' }])
  expect(events.filter(event => event.type === 'turn')).toHaveLength(1)
  expect(events.filter(event => event.type === 'usage')).toHaveLength(1)
})

test('a response whose lines a sub-agent interrupts keeps its key and is not told twice with the same numbers', async () => {
  const other = { message: { ...usage(9), id: 'msg-2' }, line: { isSidechain: true } }
  const told = await usageOf([
    assistantLine([{ type: 'text', text: 'a' }], { message: usage(5) }),
    assistantLine([{ type: 'text', text: 'b' }], other),
    assistantLine([{ type: 'text', text: 'c' }], { message: usage(5) }),
  ])
  expect(told.map(event => event.key)).toEqual(['msg-1:req-1', 'msg-2:req-1'])
})

test('what a response costs more or less for is told: the fast mode, an hour in the cache, a cost that the log states', async () => {
  const dear = {
    ...usage(5).usage,
    speed: 'fast',
    cache_creation: { ephemeral_1h_input_tokens: 30, ephemeral_5m_input_tokens: 10 },
  }
  const [told] = await usageOf([
    assistantLine([{ type: 'text', text: 'Done.' }], { message: { usage: dear }, line: { costUSD: 0.5 } }),
  ])
  expect(told).toMatchObject({
    model: 'claude-opus-4-6-fast',
    cacheWriteTokens: 40,
    cacheWriteHourTokens: 30,
    costUsd: 0.5,
    shared: true,
  })
})

test('what no model said costs nothing', async () => {
  const synthetic = { message: { ...usage(0), model: '<synthetic>' } }
  const events = await readLog(claudeCode, [
    assistantLine([{ type: 'text', text: 'API Error: overloaded' }], synthetic),
  ])
  expect(events.filter(event => event.type === 'usage')).toEqual([])
  expect(events).toContainEqual(
    expect.objectContaining({ role: 'system', kind: 'note', text: 'API Error: overloaded' }),
  )
})
