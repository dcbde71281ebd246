import { expect, test } from 'vitest'
import { readLog, turnsOf } from '../testing/read-log.ts'
import { claudeCode } from './importer.ts'
import { assistantLine, callLine, userLine } from './testing.ts'

test('a bad line is a counted skip with its reason, and the rest goes on', async () => {
  const cut = JSON.stringify(userLine('half')).slice(0, 80)
  const events = await readLog(claudeCode, [
    cut,
    'plain words',
    '\u0000\u0000\u0000',
    '[1]',
    { type: 'user' },
    userLine('whole'),
  ])
  expect(events.filter(event => event.type === 'skip')).toEqual([
    { type: 'skip', line: 1, reason: 'not valid JSON: cut in the middle?' },
    { type: 'skip', line: 2, reason: 'not valid JSON: does not begin like a record' },
    { type: 'skip', line: 3, reason: 'not valid JSON: holds NUL bytes, the recorder was stopped while writing?' },
    { type: 'skip', line: 4, reason: 'valid JSON, but not an object' },
    { type: 'skip', line: 5, reason: 'user line without its message' },
  ])
  expect(turnsOf(events).map(turn => turn.text)).toEqual(['whole'])
})

test('kinds of lines that are not known are no skips', async () => {
  const noise = [
    { type: 'file-history-snapshot', messageId: 'm' },
    { parentUuid: null, type: 'progress', data: { type: 'bash_progress', message: { content: 'x' } } },
    { type: 'kind-of-tomorrow' },
    { type: 'system', subtype: 'turn_duration', durationMs: 5 },
    '',
    '\r',
  ]
  expect(await readLog(claudeCode, noise)).toEqual([])
})

test('a call whose argument looks like a progress line is kept', async () => {
  const turns = turnsOf(await readLog(claudeCode, [callLine('t1', 'mcp__x', { type: 'progress', data: { a: 1 } })]))
  expect(turns).toHaveLength(1)
})

test('a compaction is a boundary and a summary, not something a person said', async () => {
  const events = turnsOf(
    await readLog(claudeCode, [
      {
        type: 'system',
        subtype: 'compact_boundary',
        content: 'Conversation compacted',
        uuid: 'b',
        compactMetadata: { trigger: 'auto', preTokens: 167081 },
      },
      userLine('This session is being continued…', { isCompactSummary: true, isVisibleInTranscriptOnly: true }),
    ]),
  )
  expect(events.map(turn => [turn.kind, turn.text, turn.human])).toEqual([
    ['note', 'Conversation compacted (auto, 167081 tokens before)', undefined],
    ['summary', 'This session is being continued…', undefined],
  ])
})

test('thinking is dropped, sub-agents are flagged, keys are stable and apart', async () => {
  const lines = [
    assistantLine([
      { type: 'thinking', thinking: 'secret' },
      { type: 'text', text: 'a' },
      { type: 'text', text: 'b' },
    ]),
    assistantLine([{ type: 'text', text: 'c' }], { line: { isSidechain: true, uuid: 'u-side' } }),
    assistantLine('d', { line: { uuid: undefined } }),
  ]
  const turns = turnsOf(await readLog(claudeCode, lines))
  expect(turns.map(turn => turn.text)).toEqual(['a', 'b', 'c', 'd'])
  expect(turns.map(turn => turn.sidechain ?? false)).toEqual([false, false, true, false])
  expect(turns[2]?.key).toBe('u-side:0')
  expect(turns[3]?.key).toBe('L3:0')
  expect(turnsOf(await readLog(claudeCode, lines)).map(turn => turn.key)).toEqual(turns.map(turn => turn.key))
  expect(new Set(turns.map(turn => turn.key)).size).toBe(4)
})

test('the session tells where, on what and with which model it was, once for every change', async () => {
  const events = await readLog(claudeCode, [
    userLine('a'),
    assistantLine('b'),
    userLine('c', { gitBranch: 'cart' }),
    { type: 'summary', summary: 'Cart with totals', leafUuid: 'x' },
  ])
  expect(events.filter(event => event.type === 'meta')).toEqual([
    { type: 'meta', line: 1, sessionKey: 's-1', cwd: '/home/ana/shop', branch: 'main', toolVersion: '2.1.45' },
    { type: 'meta', line: 2, model: 'claude-opus-4-6' },
    { type: 'meta', line: 3, branch: 'cart' },
    { type: 'meta', line: 4, title: 'Cart with totals' },
  ])
})

test('what the receiver throws is not swallowed as a skip', async () => {
  const reader = await claudeCode.open(() => {
    throw new Error('disk full')
  })
  expect(() => reader.line(JSON.stringify(userLine('a')), 1)).toThrow('disk full')
})

test('a log is recognised by its beginning, and a cousin of the format is not', () => {
  expect(claudeCode.recognise(JSON.stringify(userLine('a')))).toBeGreaterThan(0.9)
  expect(claudeCode.recognise('{"type":"summary","summary":"x","leafUuid":"y"}\n')).toBeGreaterThan(0.5)
  const qwen = {
    uuid: 'a',
    parentUuid: null,
    sessionId: 's',
    type: 'user',
    cwd: '/',
    message: { role: 'user', parts: [] },
  }
  expect(claudeCode.recognise(JSON.stringify(qwen))).toBe(0)
  expect(claudeCode.recognise('# Notes\n')).toBe(0)
})
